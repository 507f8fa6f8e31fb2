from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations

# `portal_en` and `portal_fr` fold accents before they stem. `portal_fold` is for ordering
# and uniqueness. `portal_words` is the searchable whole of a listing, both languages,
# title before names before summary before description. All are IMMUTABLE so that
# generated columns may use them.
FORWARDS = """
CREATE TEXT SEARCH CONFIGURATION portal_en (COPY = english);
ALTER TEXT SEARCH CONFIGURATION portal_en
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
CREATE TEXT SEARCH CONFIGURATION portal_fr (COPY = french);
ALTER TEXT SEARCH CONFIGURATION portal_fr
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;

CREATE FUNCTION portal_fold(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN lower(unaccent('unaccent'::regdictionary, $1));

CREATE FUNCTION portal_words(title text, keywords text, summary text, description text)
    RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN
        setweight(to_tsvector('portal_en'::regconfig, title)
               || to_tsvector('portal_fr'::regconfig, title), 'A')
     || setweight(to_tsvector('portal_en'::regconfig, keywords)
               || to_tsvector('portal_fr'::regconfig, keywords), 'B')
     || setweight(to_tsvector('portal_en'::regconfig, summary)
               || to_tsvector('portal_fr'::regconfig, summary), 'C')
     || setweight(to_tsvector('portal_en'::regconfig, description)
               || to_tsvector('portal_fr'::regconfig, description), 'D');
"""
BACKWARDS = """
DROP FUNCTION portal_words(text, text, text, text);
DROP FUNCTION portal_fold(text);
DROP TEXT SEARCH CONFIGURATION portal_fr;
DROP TEXT SEARCH CONFIGURATION portal_en;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [UnaccentExtension(), migrations.RunSQL(FORWARDS, BACKWARDS)]
