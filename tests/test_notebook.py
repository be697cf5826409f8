"""An answer in a notebook: what was said, what is cited, and nothing an article can smuggle in."""

from datetime import date

from assistant import Answer, Citation, Note

CITED = Citation(
    number=1,
    article_id="a",
    title="Bell <b>found</b>",
    source="Post",
    published=date(2024, 3, 13),
    url="https://post.example/bell?a=1&b=2",
    quote="It was cast in 1790 <script>",
    start=0,
    end=28,
    answer_start=0,
    answer_end=28,
)


def test_the_short_answer_is_bold_and_the_quote_is_marked_under_its_headline():
    note = Note(kind="as_of", text="As of <today>.")
    answer = Answer(
        text="It was cast in 1790 <script> [1]",
        status="answered",
        citations=(CITED,),
        highlights=((15, 19),),
        notes=(note,),
    )
    assert answer._repr_html_() == (
        "<p>It was cast in <b>1790</b> &lt;script&gt; [1]</p>"
        '<ol><li value="1"><a href="https://post.example/bell?a=1&amp;b=2">'
        "Bell &lt;b&gt;found&lt;/b&gt;</a> — Post, 13 March 2024<br>"
        "<mark>It was cast in 1790 &lt;script&gt;</mark></li></ol>"
        "<p><em>As of &lt;today&gt;.</em></p>"
    )


def test_a_citation_shows_itself_and_only_a_web_address_is_a_link():
    shown = CITED._repr_html_()
    assert shown.startswith("<p>[1] <a href=")
    fields = {name: getattr(CITED, name) for name in Citation.__dataclass_fields__}
    other = Citation(**{**fields, "url": "javascript:alert(1)"})
    assert "<a " not in other._repr_html_()
    assert "javascript" not in other._repr_html_()


def test_what_the_articles_do_not_say_has_no_list():
    answer = Answer(text="The articles do not say.", status="not_found")
    assert answer._repr_html_() == "<p>The articles do not say.</p>"
