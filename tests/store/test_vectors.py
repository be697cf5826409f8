"""Sentence vectors on disk."""

import numpy as np
import pytest

from assistant.store.vectors import pack, unpack


def test_rows_come_back_almost_as_they_were() -> None:
    rows = np.random.default_rng(5).standard_normal((9, 384)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    back = unpack(pack(rows), 384)
    assert back.dtype == np.float32
    assert (back @ rows.T).diagonal() == pytest.approx(np.ones(9), abs=2e-3)
    assert back @ rows[0] == pytest.approx(rows @ rows[0], abs=2e-3)


def test_a_byte_is_enough_for_a_number() -> None:
    assert len(pack(np.ones((3, 384), dtype=np.float32))) == 3 * (384 + 4)


def test_no_rows_come_back_as_none() -> None:
    assert unpack(pack(np.empty((0, 8), dtype=np.float32)), 8).shape == (0, 8)
    assert np.array_equal(unpack(pack(np.zeros((1, 8), dtype=np.float32)), 8), np.zeros((1, 8)))
