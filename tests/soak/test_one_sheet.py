"""The page and the spreadsheet in the programs that people open them with, where there are any."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from din_indgang_tui.export import ExportRequest, run
from din_indgang_tui.export.referral import as_html
from din_indgang_tui.house import frozen_weeks, statistics
from din_indgang_tui.house.periods import LastWeeks
from din_indgang_tui.house.referral_note import Page, Part
from din_indgang_tui.store.door import Door
from tests.export.test_attack import NOW, a_history
from tests.histories import OWNER, enquiry, fill, house
from tests.scene import set_to

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), "")
LIBRE_OFFICE = shutil.which("soffice") or ""
A4 = (595, 842)  # points


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    """A busy year, with a saving and with a few numbers that changed since they were passed on."""
    with house(tmp_path / "house.db", NOW) as opened:
        fill(opened, *a_history(11, 45))
        opened.change(OWNER, set_to, "unit_price", "90000")
        opened.change(OWNER, set_to, "unit_price_basis", "Gennemsnit af 26 visitationer, " * 5)
        weeks = opened.read(OWNER, statistics.figures, LastWeeks(2))
        opened.change(OWNER, frozen_weeks.freeze, weeks)
        fill(opened, [enquiry(f"{NOW.date().replace(day=8)}T10:00", channel="phone")])
        yield opened


def printed(folder: Path, *command: str | Path) -> pypdf.PdfReader:
    """The only PDF that the command leaves in the folder."""
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    (found,) = folder.glob("*.pdf")
    return pypdf.PdfReader(found)


@pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium here")
@pytest.mark.parametrize(
    "asked",
    [
        ExportRequest(),
        ExportRequest(weeks="53"),
        ExportRequest(weeks="53", public=True),
        ExportRequest(weeks="53", by="heard_from"),
        ExportRequest(totals=True),
    ],
)
def test_a_week_or_a_year_prints_on_one_sheet(
    door: Door, tmp_path: Path, asked: ExportRequest
) -> None:
    is_one_page(run(door, OWNER, replace(asked, format="html")).data, tmp_path)


@pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium here")
@pytest.mark.parametrize("letter", ["ord og ", "W", "🌻 og ", "حديقة "])
def test_the_page_of_a_referral_prints_on_one_sheet(tmp_path: Path, letter: str) -> None:
    """As much as each of its rows may hold, with every part ticked."""

    def long(limit: int) -> str:
        return (letter * limit)[:limit].strip()

    parts = (
        *(Part("Hvorfor", (long(n),)) for n in (120, 500, 600)),
        Part("Egne ord og mål", (*map(long, (320, 340, 130, 130, 130)), "og 5 mere")),
        Part("Fremmøde", tuple(long(60) for _line in range(8))),
        Part("Oplysninger", ("CPR-nummer: -", "Telefon: -", long(130))),
        Part("Samtykke til at give det videre", (long(120), long(300), long(300), "Gælder")),
        Part("Det sker nu", (long(150), long(80), long(120))),
    )
    page = Page(NOW.date(), f"Henvisning til {long(80)}", long(150), parts, long(70))
    is_one_page(as_html(page), tmp_path)


def is_one_page(html: bytes, folder: Path) -> None:
    """Printed, as Chromium prints it."""
    page = folder / "ark.html"
    page.write_bytes(html)
    pdf = printed(
        folder,
        *(CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"),
        *(f"--print-to-pdf={folder / 'ark.pdf'}", page.as_uri()),
    )
    assert len(pdf.pages) == 1
    box = pdf.pages[0].mediabox
    assert (round(box.width), round(box.height)) == A4


@pytest.mark.skipif(not LIBRE_OFFICE, reason="there is no LibreOffice here")
def test_libre_office_opens_the_spreadsheet_with_its_charts(door: Door, tmp_path: Path) -> None:
    book = tmp_path / "uge.xlsx"
    book.write_bytes(run(door, OWNER, ExportRequest(format="xlsx", weeks="60")).data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    pdf = printed(tmp_path, LIBRE_OFFICE, profile, "--headless", "--convert-to", "pdf", book)
    text = " ".join(page.extract_text() for page in pdf.pages)
    for title in (
        "Enquiries a week",
        "Waits of walk-ins",
        "From the opening day",
        "were passed on",
    ):
        assert title in text
    assert "2025-W20" in text
