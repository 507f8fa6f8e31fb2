"""A posting's file: its text is read in memory, and what is hostile is refused kindly."""

import io
import resource
import time

import pypdf
import pytest

from cltp.posting import files, pdf
from cltp.posting.checking import check
from cltp.posting.refused import Refused
from tests.cltp.posting import documents
from tests.cltp.posting.documents import docx, paragraph

ENTITIES = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
LAUGHS = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><d>&b;</d>'


def verdicts(content):
    return [str(each.verdict) for each in check(files.text_of(content))]


def refusal(content):
    with pytest.raises(Refused) as refused:
        files.text_of(content)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_file_is_read_in_the_usual_encodings(encoding):
    assert "“CLTP” exigé" in files.text_of("Le certificat “CLTP” exigé.".encode(encoding))


def test_a_text_file_is_read_as_given():
    assert files.text_of(b"\xef\xbb\xbfCLTP\r\nrequired\r") == "\ufeffCLTP\r\nrequired\r"
    assert files.text_of(b"") == ""


def test_a_word_file_gives_its_paragraphs_lists_and_tables():
    item = "<w:pPr><w:numPr/></w:pPr>"
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    table = f"<w:tbl>{row.format(paragraph('CLTP certificate'), paragraph('Preferred'))}</w:tbl>"
    body = paragraph("Required:") + paragraph("CLTP", item) + table
    assert files.text_of(docx(body)).split("\n")[:2] == ["Required:", "• CLTP"]
    assert verdicts(docx(body)) == ["closed", "preference"]


def test_words_split_over_runs_are_whole_and_deleted_words_are_gone():
    runs = "<w:p><w:r><w:t>CL</w:t></w:r><w:r><w:t>TP required</w:t></w:r>"
    gone = "<w:del><w:r><w:delText>no</w:delText><w:t> or equivalent</w:t></w:r></w:del></w:p>"
    assert files.text_of(docx(runs + gone)) == "CLTP required\n"


def test_a_word_files_header_and_notes_are_read():
    note = documents.document(paragraph("CLTP required."))
    assert verdicts(docx(paragraph("Page"), {"word/footnotes.xml": note})) == ["closed"]


def test_a_pdf_gives_its_text_and_words_cut_at_line_ends_are_whole():
    lines = ["Community Library Train-", "ing Program certificate", "required."]
    assert verdicts(documents.pdf(lines)) == ["closed"]


def test_a_pdf_with_a_password_is_refused():
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(documents.pdf(["CLTP required"])))
    writer.encrypt("secret", algorithm="RC4-128")
    kept = io.BytesIO()
    writer.write(kept)
    assert refusal(kept.getvalue()) == pdf.ENCRYPTED


def test_a_scanned_pdf_is_refused():
    assert refusal(documents.raw_pdf(b"")) == pdf.SCANNED


@pytest.mark.parametrize("content", [b"%PDF-1.4", b"%PDF-1.4\n" + bytes(range(256)) * 200])
def test_a_damaged_pdf_is_refused(content):
    assert refusal(content) in (pdf.BROKEN, pdf.SCANNED)


def test_a_pdf_bomb_is_refused_within_its_bounds():
    bomb = documents.pdf_bomb()
    assert len(bomb) < files.LARGEST
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    assert refusal(bomb) == pdf.TOO_MUCH
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 15


def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch, tmp_path):
    sleeper = tmp_path / "sleeper.py"
    sleeper.write_text("import time\ntime.sleep(60)")
    monkeypatch.setattr(pdf, "CHILD", sleeper)
    monkeypatch.setattr(pdf, "SECONDS", 1)
    begun = time.monotonic()
    assert refusal(documents.pdf(["CLTP"])) == pdf.TOO_MUCH
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("held", ["time.sleep(0)\nbytearray(2**30)", "while True: pass"])
def test_the_child_is_held_to_its_memory_and_processor_time(monkeypatch, tmp_path, held):
    limits = pdf.CHILD.read_text().partition("if __name__")[0].replace("= 10\n", "= 1\n")
    greedy = tmp_path / "greedy.py"
    greedy.write_text(f"import time\n{limits}\nlimit()\n{held}\nprint('{{}}')")
    monkeypatch.setattr(pdf, "CHILD", greedy)
    assert refusal(documents.pdf(["CLTP"])) == pdf.TOO_MUCH


def test_no_more_than_two_are_read_at_once(monkeypatch):
    monkeypatch.setattr(pdf, "SECONDS", 0.01)
    with pdf.AT_ONCE, pdf.AT_ONCE:
        assert refusal(documents.pdf(["CLTP"])) == pdf.BUSY


def test_a_zip_bomb_is_refused_before_it_unpacks():
    content = docx(xml=b"<w>" + b" " * 50_000_000)
    assert len(content) < files.LARGEST
    assert "unpacks to more" in refusal(content)


def test_many_entries_are_refused():
    assert "damaged" in refusal(docx(paragraph("x"), {f"a{n}": "" for n in range(3000)}))


@pytest.mark.parametrize("xml", [ENTITIES, LAUGHS])
def test_entities_are_refused_and_lead_nowhere(xml):
    assert "declares entities" in refusal(docx(xml=xml))


def test_macros_are_refused():
    assert "holds macros" in refusal(docx(paragraph("x"), {"word/vbaProject.bin": "x"}))


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 no zip", docx(xml="<w:p>"), docx(xml=b"\xff\xfe\x00"), b"PK\x03\x04"]
)
def test_a_damaged_word_file_is_refused(content):
    assert "damaged" in refusal(content)


def test_another_kind_of_zip_is_refused():
    other = docx(paragraph("x")).replace(b"word/document.xml", b"xord/document.xml")
    assert "damaged" in refusal(other)


def test_an_old_or_protected_word_file_is_refused():
    assert "old format (.doc)" in refusal(files.OLE + bytes(100))


@pytest.mark.parametrize(
    "content", [bytes(range(256)) * 50, b"\x00\x01CLTP\x02" * 9, b"\x89PNG\r\n\x1a\n" + bytes(99)]
)
def test_binary_junk_is_refused(content):
    assert "that can be read" in refusal(content)


def test_five_megabytes_of_text_are_refused():
    assert "larger than 2 MB" in refusal(b"CLTP required. " * 350_000)
