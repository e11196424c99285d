"""Functions of the database that compare what is typed with what is stored: case, accents, spellings, slips of the finger.

They need no extension. Their bodies are SQL that the database read when they were made, so no search path changes them;
all are immutable: indexes hold their results. A changed function needs the indexes built anew. Their costs (in
steps of the processor) tell the planner to ask the index rather than to read every row.

Spellings follow sorting.sort_key: umlauts spelt out (DIN 5007-2), accents dropped.
"""

LONGEST_WORD = 60  # signs of a word that are compared
SHORTEST_NEAR = 4  # signs; with less, every word is near to every other
BEGINNING = 6  # signs with which a long word begins, to be compared with shorter ones

# Accents that stand as signs of their own once a letter is taken apart: Latin, Cyrillic, Hebrew, Arabic, Syriac,
# symbols. Source: Unicode 14.0, combining classes other than 0.
ACCENTS = (
    "["
    "\\u0300-\\u034e\\u0350-\\u036f\\u0483-\\u0487\\u0591-\\u05bd\\u05bf\\u05c1-\\u05c2"
    "\\u05c4-\\u05c5\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06dc"
    "\\u06df-\\u06e4\\u06e7-\\u06e8\\u06ea-\\u06ed\\u0711\\u0730-\\u074a\\u07eb-\\u07f3"
    "\\u07fd\\u0816-\\u0819\\u081b-\\u0823\\u0825-\\u0827\\u0829-\\u082d\\u0859-\\u085b"
    "\\u0898-\\u089f\\u08ca-\\u08e1\\u08e3-\\u08ff\\u1ab0-\\u1abd\\u1abf-\\u1ace"
    "\\u1dc0-\\u1dff\\u20d0-\\u20dc\\u20e1\\u20e5-\\u20f0\\ufe20-\\ufe2f"
    "]"
)
SPELT_OUT = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("æ", "ae"), ("ø", "oe"), ("œ", "oe"), ("ı", "i"))  # fmt: skip


def _spelt_out() -> str:
    """Small letters, put together first, so that a typed ¨ beside its letter counts as an umlaut."""
    text = "lower(normalize(typed, NFC))"
    for letter, letters in SPELT_OUT:
        text = f"replace({text}, '{letter}', '{letters}')"
    return text


KEY = f"""
CREATE FUNCTION search_key(typed text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT COST 5000
RETURN btrim(regexp_replace(regexp_replace(
    normalize({_spelt_out()}, NFKD), '{ACCENTS}', '', 'g'), '[^[:alnum:]]+', ' ', 'g'));
COMMENT ON FUNCTION search_key(text) IS 'Small letters without accents, words between single blanks';
"""
SPLIT = f"""
CREATE FUNCTION search_split(VARIADIC typed text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5000
RETURN ARRAY(SELECT DISTINCT left(word, {LONGEST_WORD})
    FROM unnest(string_to_array(search_key(array_to_string(typed, ' ')), ' ')) AS word WHERE word <> '');
COMMENT ON FUNCTION search_split(text[]) IS 'The words of all texts, each once';
"""
WORDS = """
CREATE FUNCTION search_words(VARIADIC typed text[]) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5000
RETURN array_to_tsvector(search_split(VARIADIC typed));
COMMENT ON FUNCTION search_words(text[]) IS 'The words of all texts, as an index of names holds them';
"""
# A word stands beside its beginning because the planner knows how common words are, not how common beginnings are.
ALL = """
CREATE FUNCTION search_all(typed text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN coalesce((SELECT string_agg('(' || quote_literal(word) || ' | ' || quote_literal(word) || ':*)', ' & ')
    FROM unnest(search_split(typed)) AS word)::tsquery, ''::tsquery);
COMMENT ON FUNCTION search_all(text) IS 'Each of these words, or one that begins like it';
CREATE FUNCTION search_whole(typed text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN coalesce((SELECT string_agg(quote_literal(word), ' & ') FROM unnest(search_split(typed)) AS word)::tsquery,
    ''::tsquery);
COMMENT ON FUNCTION search_whole(text) IS 'Each of these words as it is';
"""
PROSE = """
CREATE FUNCTION search_prose(VARIADIC typed text[]) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 500000
RETURN to_tsvector('pg_catalog.german', search_key(array_to_string(typed, ' ')));
COMMENT ON FUNCTION search_prose(text[]) IS 'The words of a text, by their stems';
CREATE FUNCTION search_in_prose(typed text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN to_tsquery('pg_catalog.german', coalesce((SELECT string_agg('(' || quote_literal(word) || ' | ' || quote_literal(word) || ':*)', ' & ')
    FROM unnest(search_split(typed)) AS word), ''));
COMMENT ON FUNCTION search_in_prose(text) IS 'Each of these words, in any form, or one that begins like it';
"""
# Two words of which one sign was lost, added, changed or two changed places share one that lacks a sign. Long German words
# begin with others: their first signs, marked by a star, are compared with a whole word that is as long.
NEAR = f"""
CREATE FUNCTION search_lacking(word text, mark text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN left(word, generate_series(0, length(word))) || substr(word, generate_series(0, length(word)) + 2) || mark;
COMMENT ON FUNCTION search_lacking(text, text) IS 'The word as it is and without each of its signs, with a mark behind it';
CREATE FUNCTION search_near(VARIADIC typed text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10000
RETURN ARRAY(SELECT DISTINCT lacking FROM unnest(search_split(VARIADIC typed)) AS word,
    LATERAL (SELECT search_lacking(word, '') UNION ALL SELECT search_lacking(left(word, {BEGINNING}), '*')) AS of_word (lacking)
    WHERE length(word) >= {SHORTEST_NEAR});
COMMENT ON FUNCTION search_near(text[]) IS 'Every word and its beginning, as they are and without each of their signs';
CREATE FUNCTION search_resembling(typed text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN ARRAY(SELECT DISTINCT lacking FROM unnest(search_split(typed)) AS word,
    LATERAL (SELECT search_lacking(word, '') UNION ALL SELECT search_lacking(left(word, {BEGINNING}), '*')
        WHERE length(word) BETWEEN {BEGINNING} AND {BEGINNING} + 2) AS of_word (lacking)
    WHERE length(word) >= {SHORTEST_NEAR});
COMMENT ON FUNCTION search_resembling(text) IS 'What search_near of a text has in common with one of these words but for a slip';
"""
DIGITS = r"""
CREATE FUNCTION search_digits(typed text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN regexp_replace(regexp_replace(regexp_replace(typed, '\(0\)', '', 'g'), '[^0-9+]', '', 'g'),
    '^(\+49|0049|0)', '');
COMMENT ON FUNCTION search_digits(text) IS 'A telephone number without blanks and without what stands before the area code';
"""
INSTALL = KEY + SPLIT + WORDS + ALL + PROSE + NEAR + DIGITS
REMOVE = (
    "DROP FUNCTION search_digits(text), search_resembling(text), search_near(text[]), search_lacking(text, text), search_in_prose(text), search_prose(text[]), "
    "search_whole(text), search_all(text), search_words(text[]), search_split(text[]), search_key(text);"
)
