from django.utils.safestring import mark_safe

from catalogue.outline import GAP, Outline, gap, outline


def test_words_are_escaped_and_safe_html_is_not():
    shape = Outline(("<p>", ": ", "</p>"), ("title", "more"))
    said = {"title": "<b> & “it's”", "more": mark_safe("<mark>x</mark>")}
    assert shape.filled(said) == "<p>&lt;b&gt; &amp; “it&#x27;s”: <mark>x</mark></p>"


def test_a_gap_typed_in_a_word_is_a_letter_like_any_other():
    shape = Outline(("<p>", "</p>"), ("title",))
    assert shape.filled({"title": f"a{GAP}title{GAP}b"}) == f"<p>a{GAP}title{GAP}b</p>"


def test_the_gaps_of_a_template_keep_their_names_and_order():
    times = {"machine": "", "main": {"below": gap("below")}, "beside": [gap("beside0")]}
    shape = outline("includes/time.html", {"is_row": True, "times": times})
    assert shape.names == ("below", "beside0")
    assert shape.filled({"below": "1 & 2", "beside0": "3"}) == (
        '<span>1 &amp; 2</span> <span class="row-beside">3</span>'
    )
