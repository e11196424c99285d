"""E-mail addresses: one spelling for each, on every way in and out."""

import ast
import re
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from allauth.utils import get_form_class
from django import forms
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, models, transaction
from hypothesis import given
from hypothesis import strategies as st

from partnerships.directory.actions.account_changes import ask_account_change
from partnerships.directory.actions.invitations import invite
from partnerships.directory.forms.invitations import InviteManyForm
from partnerships.directory.importing.cells import read_cell
from partnerships.directory.models import Account, Invitation, Organisation, Person
from partnerships.directory.sign_in.service import proven_address
from partnerships.shared.addresses import in_letters, show_address, to_ascii
from partnerships.shared.columns import Address
from partnerships.shared.fields import AddressField
from partnerships.shared.letters.actions import compose, write
from partnerships.shared.letters.models import Letter
from partnerships.shared.letters.tasks import post_letter
from tests.factories import directory as make

SHARP = "xn--strae-x-3va.example"  # straße-x
ROWS = [  # typed, stored and mailed, shown
    ("info@example.org", "info@example.org", "info@example.org"),
    (" Info@Example.ORG\u00a0", "info@example.org", "info@example.org"),
    ("\u202ainfo@example.org\u202c", "info@example.org", "info@example.org"),
    ("info@straße-x.example", f"info@{SHARP}", f"info@straße-x.example ({SHARP})"),
    ("info@Straße-X.example", f"info@{SHARP}", f"info@straße-x.example ({SHARP})"),
    ("info@STRAẞE-x.example", f"info@{SHARP}", f"info@straße-x.example ({SHARP})"),
    (f"info@{SHARP.upper()}", f"info@{SHARP}", f"info@straße-x.example ({SHARP})"),
    ("info@strasse-x.example", "info@strasse-x.example", "info@strasse-x.example"),
    ("a@faß.de", "a@xn--fa-hia.de", "a@faß.de (xn--fa-hia.de)"),
    ("a@mu\u0308nchen.de", "a@xn--mnchen-3ya.de", "a@münchen.de (xn--mnchen-3ya.de)"),
    ("a@\u0430pple.com", "a@xn--pple-43d.com", "a@\u0430pple.com (xn--pple-43d.com)"),
    ("a@пример.рф", "a@xn--e1afmkfd.xn--p1ai", "a@пример.рф (xn--e1afmkfd.xn--p1ai)"),
    ("a@نامه\u200cای.com", "a@xn--mgba3gch31f060k.com", "a@نامه\u200cای.com (xn--mgba3gch31f060k.com)"),
    ("first.last+tag@sub.example.co", "first.last+tag@sub.example.co", "first.last+tag@sub.example.co"),
    ("root@localhost", "root@localhost", "root@localhost"),
]  # fmt: skip
REFUSED = [  # typed, what the sentence names
    ("in\u200bfo@example.org", "place 3 of the address"),
    ("info@ex\u00adample.org", "U+00AD"),
    ("info@exa\u200bmple.org", "place 9 of the address"),
    ("info@exam\u3164ple.org", "U+3164"),
    ("info@exam\u2800ple.org", "U+2800"),
    ("info@exam\ufe0fple.org", "U+FE0F"),
    ("info@\u202eexample.org", "U+202E"),
    ("info@exam\u200dple.org", "U+200D"),
    ("in fo@example.org", "“ ” at place 3"),
    ("müller@example.org", "“ü” at place 2"),
    ("info@exa_mple.org", "“_” at place 9"),
    ("info@☃.example", "“☃” at place 6"),
    ("info@ﬁrma.example", "“ﬁ” at place 6"),
    ("info@ex.１.example", "“１” at place 9"),
    ("info@example。org", "Write an e-mail address"),
    ("info＠example.org", "Write an e-mail address"),
    ("info@xn--a.example", "Write an e-mail address"),
    ("info@xn--strasse-x-.example", "Write an e-mail address"),
    ("info@-a.example", "Write an e-mail address"),
    ("info@example", "Write an e-mail address"),
    ("info@127.0.0.1", "Write an e-mail address"),
    ("info@[127.0.0.1]", "“[” at place 6"),
    ("a..b@example.org", "Write an e-mail address"),
    ('"a b"@example.org', '“"” at place 1'),
    ("a@b@example.org", "“@” at place 2"),
    ("@example.org", "Write an e-mail address"),
    ("info@", "Write an e-mail address"),
    ("info", "Write an e-mail address"),
    ("a" * 65 + "@example.org", "Write an e-mail address"),
    ("a@" + "b" * 64 + ".org", "Write an e-mail address"),
    ("a@" + "b." * 130 + "org", "Write an e-mail address"),
    ("a@b.c\x00d.org", "U+0000"),
    ("a\nbcc:x@example.org", "U+000A"),
]


@pytest.mark.parametrize(("typed", "stored", "told"), ROWS)
def test_one_spelling(typed, stored, told) -> None:
    assert to_ascii(typed) == to_ascii(stored) == to_ascii(in_letters(stored)) == stored
    assert show_address(stored) == told
    assert stored.isascii()


@pytest.mark.parametrize(("typed", "said"), REFUSED, ids=lambda value: ascii(value)[:40])
def test_refused_with_a_sentence_that_says_where(typed, said) -> None:
    with pytest.raises(ValidationError) as refused:
        to_ascii(typed)
    (sentence,) = refused.value.messages
    assert said in sentence and sentence.endswith(".")


@given(
    st.text(
        alphabet=st.sampled_from(
            [*"aß.@-xn1üß\u0430", "\u200c", "\u0307", "İ", "ẞ", "。", "\u200b"]
        )
    )
)
def test_whatever_is_typed_is_stable_or_refused(typed) -> None:
    try:
        stored = to_ascii(typed)
    except ValidationError:
        return
    assert stored.isascii() and stored == stored.lower() and stored.count("@") == 1
    assert to_ascii(stored) == stored == to_ascii(in_letters(stored))


class TestOneField:
    """There is no other field for an address, in forms and in tables."""

    ROOMS = ("partnerships", "meetings", "complaints", "analyses", "config")

    def test_no_other_is_written(self) -> None:
        """Neither Django's nor the library's, whatever it is imported as."""
        found = []
        for room in self.ROOMS:
            for file in (Path(settings.ROOT) / room).rglob("*.py"):
                if "migrations" in file.parts or file.name == "columns.py":
                    continue
                for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                    name = getattr(node, "attr", "") or getattr(node, "id", "")
                    named = [
                        alias.name for alias in getattr(node, "names", []) if hasattr(alias, "name")
                    ]
                    if {name, *named} & {"EmailField", "EmailValidator", "validate_email"}:
                        found.append((file.name, getattr(node, "lineno", 0)))
        assert found == []

    def test_templates_show_it_as_people_write_it(self) -> None:
        """Where an address is read or linked, and not typed."""
        told = re.compile(
            r"(?<!mailto:)(?<!value=\")\{\{ *[\w.]*email(?:_?address)?\.?(?:email)? *\}\}"
        )
        allowed = re.compile(r"\{\{ *email *\}\}")  # a word of a translated sentence, made above it
        found = {
            file.name: [word for word in told.findall(file.read_text()) if not allowed.match(word)]
            for file in (Path(settings.ROOT) / "templates").rglob("*.*")
        }
        assert {name: words for name, words in found.items() if words} == {}
        assert told.findall("{{ person.email }}") and not told.findall("{{ person.email|shown }}")

    def test_every_table(self) -> None:
        fields = [
            field
            for model in apps.get_models()
            if model.__module__.startswith(self.ROOMS) and not model._meta.label.endswith("Event")
            for field in model._meta.local_fields
            if isinstance(field, models.EmailField)
        ]
        assert len(fields) == 11 and all(isinstance(field, Address) for field in fields)

    def test_the_librarys_forms(self) -> None:
        names = ("login", "request_login_code", "reset_password", "add_email")
        found = {name: get_form_class(settings.ACCOUNT_FORMS, name, forms.Form) for name in names}
        assert isinstance(found.pop("login")().fields["login"], AddressField)
        for name, form in found.items():
            assert isinstance(form.base_fields["email"], AddressField), name


@pytest.mark.django_db
class TestEveryWay:
    """Typed, read, sent, told by a service: what is stored is what is mailed."""

    def test_in_code(self) -> None:
        account = Account.objects.create_user("Info@Straße-X.example")
        assert Account.objects.get(email="info@straße-x.example").email == f"info@{SHARP}"
        assert Account.objects.get_by_natural_key("INFO@STRAßE-x.example") == account
        with pytest.raises(ValidationError):
            Account.objects.create_user("in\u200bfo@example.org")

    def test_two_spellings_are_one_account_and_a_neighbour_is_another(self) -> None:
        make.AccountFactory(email="info@straße-x.example")
        make.AccountFactory(email="info@strasse-x.example")
        for other in ("info@STRAßE-X.example", f"info@{SHARP}"):
            with pytest.raises(IntegrityError), transaction.atomic():
                Account.objects.create(email=other)
        assert Account.objects.count() == 2

    @pytest.mark.parametrize(
        "typed", ["info@straße-x.example", "\u202aInfo@Straße-x.example\u00a0"]
    )
    def test_a_code_reaches_whoever_types_their_address(self, client, typed) -> None:
        make.AccountFactory(email="info@straße-x.example")
        client.post("/accounts/login/code/", {"email": typed})
        assert [letter.to for letter in mail.outbox] == [[f"info@{SHARP}"]]
        assert "strasse" not in mail.outbox[0].message().as_string()

    def test_never_the_neighbour(self, client) -> None:
        make.AccountFactory(email="info@strasse-x.example")
        client.post("/accounts/login/code/", {"email": "info@straße-x.example"})
        client.post("/accounts/password/reset/", {"email": "info@straße-x.example"})
        assert mail.outbox == []

    @pytest.mark.parametrize("address", ["login", "login/code", "password/reset"])
    def test_a_hidden_sign_is_told_where_one_signs_in(self, client, address) -> None:
        typed = {
            "email": "in\u200bfo@example.org",
            "login": "in\u200bfo@example.org",
            "password": "x",
        }
        page = client.post(f"/accounts/{address}/", typed, headers={"accept-language": "en"})
        assert page.status_code == 200
        assert "U+200B" in page.content.decode()

    def test_a_letter_goes_to_the_form_of_the_network(self) -> None:
        account = make.AccountFactory(email="info@straße-x.example")
        make.PersonFactory(account=account)
        letter = write("directory/openid_unlinked", to=account)
        assert compose(letter).to == [f"info@{SHARP}"]

    def test_a_letter_to_what_is_no_address_fails_and_says_so(self) -> None:
        account = make.AccountFactory(email="old@example.org")
        Account.objects.filter(pk=account.pk).update(email="o\u200bld@example.org")
        letter = write("directory/openid_unlinked", to=Account.objects.get(pk=account.pk))
        post_letter.apply(args=(letter.pk,), task_id=uuid4().hex, throw=True)
        letter.refresh_from_db()
        assert (letter.status, letter.error_code, mail.outbox) == ("failed", "no_address", [])

    def test_invitations_changes_and_files(self, cast) -> None:
        new = make.PersonFactory(kept_by=cast.association)
        make.RepresentationFactory(person=new, organisation=cast.association, role="representative")
        asked = invite(new, by=cast.account("partner"), email="Neu@Straße-x.example")
        assert asked.email == Person.objects.get(pk=new.pk).email == f"neu@{SHARP}"
        again = invite(new, by=cast.account("partner"), email=f"neu@{SHARP}")
        assert again == asked and Invitation.objects.count() == 1
        with pytest.raises(ValidationError) as refused:
            ask_account_change(
                cast.account("partner"),
                by=cast.account("admin"),
                kind="email",
                email="n\u00adeu@x.org",
            )
        assert "U+00AD" in refused.value.message_dict["email"][0]
        assert read_cell("email", "mailto:Info@Straße-x.example") == f"info@{SHARP}"
        # What nobody sees in a spreadsheet makes no other address of it.
        assert read_cell("email", "in\u200bfo@example.org") == "info@example.org"

    def test_a_list_of_people(self) -> None:
        form = InviteManyForm(
            {"lines": "Mi\u200bna\u00a0Aslani, Mina@Straße-x.example\nX Y, x\u00ady@z.org", "role": "deputy", "language": "de"},
            people=Person.objects.none(),
            seen=Person.objects.none(),
        )  # fmt: skip
        assert not form.is_valid()
        (told,) = form.errors["lines"]
        assert told.startswith("Line 2:") and "U+00AD" in told
        form.data["lines"] = form.data["lines"].split("\n")[0]
        form = InviteManyForm(form.data, people=form.seen, seen=form.seen)
        assert form.is_valid(), form.errors
        (entry,) = form.cleaned_data["lines"]
        assert entry == ("Mina", "Aslani", f"mina@{SHARP}")

    def test_the_sign_in_service(self) -> None:
        told = {"email_verified": True, "email": "Info@Straße-x.example"}
        assert proven_address(told) == f"info@{SHARP}"
        assert proven_address(told | {"email": "in\u200bfo@example.org"}) == ""

    def test_the_first_administrator(self) -> None:
        with pytest.raises(CommandError, match="U\\+200B"):
            call_command("invite_admin", "in\u200bfo@example.org", "Aslani", stdout=StringIO())
        assert not Person.objects.exists() and not Letter.objects.exists()

    def test_it_is_shown_as_people_write_it(self, cast) -> None:
        Organisation.objects.filter(pk=cast.association.pk).update(email="info@straße-x.example")
        page = cast.client("partner").get(f"/organisations/{cast.association.pk}/").content.decode()
        assert f'href="mailto:info@{SHARP}"' in page
        assert f"info@straße-x.example ({SHARP})" in page
        edit = cast.client("partner").get(f"/organisations/{cast.association.pk}/edit/")
        assert 'value="info@straße-x.example"' in edit.content.decode()


@pytest.mark.django_db
class TestStoredBefore:
    """Rows from before this rule: written anew where nothing is in the way, told where something is."""

    def stored(self, account: Account, email: str) -> None:
        """As it was written then, past our columns."""
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE directory_account SET email = %s WHERE id = %s", [email, account.pk]
            )
            cursor.execute(
                "UPDATE account_emailaddress SET email = %s WHERE user_id = %s", [email, account.pk]
            )

    def test_told_never_changed_or_merged(self) -> None:
        clear, taken, there, broken = (make.AccountFactory() for _ in range(4))
        self.stored(clear, "a@straße-x.example")
        self.stored(taken, "b@straße-x.example")
        self.stored(there, f"b@{SHARP}")
        self.stored(broken, "c\u200b@example.org")
        out = StringIO()
        call_command("check_addresses", stdout=out)
        assert f"directory.account {taken.pk}: " in out.getvalue()
        assert f"which account {there.pk} has" in out.getvalue()
        assert "6 addresses" in out.getvalue()
        now = dict(Account.objects.values_list("pk", "email"))
        assert now[clear.pk] == "a@straße-x.example" and now[broken.pk] == "c\u200b@example.org"
