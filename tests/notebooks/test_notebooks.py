"""Every notebook runs from its first cell to its last, on a small town, and is kept without its outputs."""

import os
from pathlib import Path

import jupytext
import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
FROM_OUTSIDE = [path for path in NOTEBOOKS if path.stem.endswith("_from_outside")]
OF_A_DESK = [path for path in NOTEBOOKS if path.stem.endswith("_permits")]
ALONE = [path for path in NOTEBOOKS if path not in FROM_OUTSIDE + OF_A_DESK]


def test_there_are_notebooks():
    assert NOTEBOOKS


@pytest.mark.slow
@pytest.mark.parametrize("path", ALONE, ids=lambda path: path.stem)
def test_a_notebook_runs_to_its_end(path, monkeypatch):
    _run(path, monkeypatch)


@pytest.mark.slow
@pytest.mark.parametrize("path", FROM_OUTSIDE, ids=lambda path: path.stem)
def test_a_notebook_reads_a_running_server(path, monkeypatch, served_town):
    for name, value in served_town.items():
        monkeypatch.setenv(name, value)
    _run(path, monkeypatch)


@pytest.mark.slow
@pytest.mark.parametrize("path", OF_A_DESK, ids=lambda path: path.stem)
def test_a_notebook_reads_a_permits_desk(path, monkeypatch, served_desk):
    for name, value in served_desk.items():
        monkeypatch.setenv(name, value)
    _run(path, monkeypatch)


def _run(path, monkeypatch):
    monkeypatch.setenv("KHARITA_TOWN_PARCELS", "400")
    monkeypatch.setenv("MPLBACKEND", "agg")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), str(ROOT / "backend")]))
    monkeypatch.delenv("KHARITA_TOWN", raising=False)
    book = nbformat.read(path, as_version=4)
    NotebookClient(
        book, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}}
    ).execute()
    shown = [output for cell in book.cells if cell.cell_type == "code" for output in cell.outputs]
    assert any("text/html" in output.get("data", {}) for output in shown), "no table and no map was shown"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs_and_as_its_script_says(path):
    book = nbformat.read(path, as_version=4)
    assert not any(cell.get("outputs") for cell in book.cells)
    script = jupytext.read(path.with_suffix(".py"))
    assert [cell.source for cell in book.cells] == [cell.source for cell in script.cells]
