"""What finding stands on: each listing's facets in one column, and the catalogue's version."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

# Each choice of each filter that a listing stands under. An empty list of words is the
# choice "not stated"; a listing's length is worked out from its hours here alone.
FACETS = """
CREATE FUNCTION portal_choices(facet text, words text[]) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN cardinality(words) = 0 THEN ARRAY[facet || ':not-stated']
        ELSE (SELECT array_agg(facet || ':' || word) FROM unnest(words) AS word) END;

CREATE FUNCTION portal_facets(
    kind text, delivery text, cost text, level text, bc_context text, recording text,
    hours numeric, provider bigint, audience text[], languages text[], certificate text[],
    access text[], regions text[], topics bigint[]
) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ARRAY[
        'kind:' || kind, 'delivery:' || delivery, 'cost:' || cost, 'level:' || level,
        'bc:' || bc_context, 'recording:' || recording, 'provider:' || provider::text,
        CASE WHEN hours IS NULL THEN 'length:not-stated'
             WHEN hours <= 1 THEN 'length:up-to-1-hour'
             WHEN hours <= 3 THEN 'length:1-to-3-hours'
             WHEN hours <= 8 THEN 'length:3-to-8-hours'
             ELSE 'length:longer' END
    ] || portal_choices('audience', audience) || portal_choices('language', languages)
      || portal_choices('certificate', certificate) || portal_choices('access', access)
      || portal_choices('region', regions)
      || CASE WHEN cardinality(topics) = 0 THEN '{}'::text[]
              ELSE portal_choices('topic', topics::text[]) END;
"""
# What ranks a listing among very many: short enough to stand in the row itself, where the
# words of a whole description are kept elsewhere and cost five times as much to read.
TITLE_WORDS = """
CREATE FUNCTION portal_title_words(title text, keywords text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN
        setweight(to_tsvector('portal_en'::regconfig, portal_plain(title))
               || to_tsvector('portal_fr'::regconfig, portal_plain(title)), 'A')
     || setweight(to_tsvector('portal_en'::regconfig, portal_plain(keywords))
               || to_tsvector('portal_fr'::regconfig, portal_plain(keywords)), 'B');
"""
# PostgreS'L's parser takes quotation marks and dashes beyond ASCII for letters where the
# database's own character classes are C's: “Storytime” would be found by nobody.
WORDS = """
CREATE OR REPLACE FUNCTION portal_words(title text, keywords text, summary text, description text)
    RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN
        setweight(to_tsvector('portal_en'::regconfig, {read}(title))
               || to_tsvector('portal_fr'::regconfig, {read}(title)), 'A')
     || setweight(to_tsvector('portal_en'::regconfig, {read}(keywords))
               || to_tsvector('portal_fr'::regconfig, {read}(keywords)), 'B')
     || setweight(to_tsvector('portal_en'::regconfig, {read}(summary))
               || to_tsvector('portal_fr'::regconfig, {read}(summary)), 'C')
     || setweight(to_tsvector('portal_en'::regconfig, {read}(description))
               || to_tsvector('portal_fr'::regconfig, {read}(description)), 'D');
"""
PLAIN = """
CREATE FUNCTION portal_plain(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN translate($1, '’‘“”„«»‹›–—…•·¿¡', '''''              ');
""" + WORDS.format(read="portal_plain")
NOT_PLAIN = WORDS.format(read="") + "DROP FUNCTION portal_plain(text);"
NO_TITLE_WORDS = "DROP FUNCTION portal_title_words(text, text);"

# The index always: the planner takes reading every listing's words for the cheaper way, as
# it does not count what it costs to fetch them.
MATCHING = """
CREATE FUNCTION portal_matching(asked tsquery, most integer) RETURNS SETOF bigint
    LANGUAGE sql STABLE SET enable_seqscan TO off
    AS 'SELECT id FROM catalogue_opportunity WHERE words_en_fr @@ asked LIMIT most';
"""
NO_MATCHING = "DROP FUNCTION portal_matching(tsquery, integer);"

NO_FACETS = """
DROP FUNCTION portal_facets(
    text, text, text, text, text, text, numeric, bigint, text[], text[], text[], text[], text[],
    bigint[]
);
DROP FUNCTION portal_choices(text, text[]);
"""

TABLES = (
    "opportunity", "opportunity_topics", "session", "provider", "topic", "heading", "synonyms",
)  # fmt: skip
VERSION = """
CREATE FUNCTION portal_catalogue_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE newest bigint;
BEGIN
    INSERT INTO catalogue_change DEFAULT VALUES RETURNING id INTO newest;
    IF newest % 256 = 0 THEN
        DELETE FROM catalogue_change WHERE id IN (
            SELECT id FROM catalogue_change WHERE id < newest - 512 FOR UPDATE SKIP LOCKED
        );
    END IF;
    RETURN NULL;
END $$;
""" + "".join(
    f"""
CREATE TRIGGER {table}_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE
    ON catalogue_{table} FOR EACH STATEMENT EXECUTE FUNCTION portal_catalogue_changed();
"""
    for table in TABLES
)
NO_VERSION = (
    "".join(f"DROP TRIGGER {table}_changed ON catalogue_{table};" for table in TABLES)
    + "DROP FUNCTION portal_catalogue_changed();"
)

# Existing listings: what follows from their topics, their sessions and their provider. Each
# row is written, so that its words are read anew.
SETTLE = """
UPDATE catalogue_opportunity AS listing SET
    topic_keys = ARRAY(
        SELECT topic_id FROM catalogue_opportunity_topics
        WHERE opportunity_id = listing.id ORDER BY topic_id
    ),
    regions = coalesce(
        (SELECT array_agg(DISTINCT region ORDER BY region) FROM catalogue_session
         WHERE opportunity_id = listing.id AND region <> 'not-stated'),
        (SELECT ARRAY[region] FROM catalogue_provider WHERE id = listing.provider_id)
    )::varchar(30)[];
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_catalogue")]
    operations = [
        TrigramExtension(),
        migrations.RunSQL(FACETS, NO_FACETS),
        migrations.RunSQL(PLAIN, NOT_PLAIN),
        migrations.RunSQL(TITLE_WORDS, NO_TITLE_WORDS),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'change to the catalogue',
            },
        ),
        migrations.CreateModel(
            name='MissedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('word', models.CharField(max_length=40)),
                ('times', models.PositiveIntegerField(default=1)),
            ],
            options={
                'verbose_name': 'search that found nothing',
                'verbose_name_plural': 'searches that found nothing',
                'ordering': ['-day', '-times', 'word'],
            },
        ),
        migrations.CreateModel(
            name='Synonyms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), help_text='Two or more words or phrases, separated by commas: ILL, interlibrary loan. A search for any of them finds what the others find.', size=12)),
            ],
            options={
                'verbose_name': 'set of synonyms',
                'verbose_name_plural': 'synonyms',
                'ordering': ['words', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='opportunity',
            name='regions',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('BC', 'British Columbia'), ('Canada', 'Elsewhere in Canada'), ('US', 'United States'), ('elsewhere', 'Elsewhere'), ('not-stated', 'Not stated')], max_length=30), blank=True, default=list, editable=False, size=None),
        ),
        migrations.AddField(
            model_name='opportunity',
            name='topic_keys',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, editable=False, size=None),
        ),
        migrations.RunSQL(SETTLE, migrations.RunSQL.noop),
        migrations.AddField(
            model_name='opportunity',
            name='facets',
            field=models.GeneratedField(db_persist=True, expression=models.Func(models.F('kind'), models.F('delivery'), models.F('cost'), models.F('level'), models.F('bc_context'), models.F('recording'), models.F('hours'), models.F('provider'), models.F('audience'), models.F('languages'), models.F('certificate'), models.F('access'), models.F('regions'), models.F('topic_keys'), function='portal_facets'), output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
        ),
        migrations.AddIndex(
            model_name='opportunity',
            index=django.contrib.postgres.indexes.GinIndex(fields=['facets'], name='opportunity_facets'),
        ),
        migrations.AddIndex(
            model_name='opportunity',
            index=django.contrib.postgres.indexes.GinIndex(fields=['title_folded'], name='opportunity_letters', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddConstraint(
            model_name='opportunity',
            constraint=models.CheckConstraint(condition=models.Q(('regions__contained_by', ['BC', 'Canada', 'US', 'elsewhere', 'not-stated'])), name='opportunity_regions_known', violation_error_message='Choose from: British Columbia, Elsewhere in Canada, United States, Elsewhere, Not stated.'),
        ),
        migrations.AddConstraint(
            model_name='missedsearch',
            constraint=models.UniqueConstraint(fields=('day', 'word'), name='missed_search_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='synonyms',
            constraint=models.CheckConstraint(condition=models.Q(('words__len__gte', 2)), name='synonyms_are_several', violation_error_message='Write at least two, separated by commas.'),
        ),
        migrations.AddField(
            model_name='opportunity',
            name='title_words',
            field=models.GeneratedField(db_persist=True, expression=models.Func(models.F('title'), models.F('keywords'), function='portal_title_words'), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.RunSQL(MATCHING, NO_MATCHING),
        migrations.RunSQL(VERSION, NO_VERSION),
    ]
