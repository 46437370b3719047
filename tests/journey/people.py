"""The people of the journey. Each acts through the surface that person has, in a browser of her own."""

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Locator, Page, expect

# Processes and browser share the machine with whatever else it does.
expect.set_options(timeout=30_000)


@dataclass
class Milestone:
    stage: str
    heading: str
    narrative: str
    area: str
    period: str
    under_18: str = "No"


class Person:
    """Somebody with a browser. `page` is where they are."""

    def __init__(self, browser: Browser, url: str, **context) -> None:
        self.url = url
        self.context = browser.new_context(viewport={"width": 1280, "height": 1000}, **context)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.outside: list[str] = []
        self.page.on("request", self.note_outside)

    def note_outside(self, request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            self.outside.append(request.url)

    def goes_to(self, path: str) -> None:
        try:
            self.page.goto(self.url + path)
        except Error as error:
            if not any(why in error.message for why in ("ERR_ABORTED", "interrupted by another navigation")):
                raise
            # A form that was saving itself went to its own page in the same moment.
            self.page.wait_for_load_state()
            self.page.goto(self.url + path)

    def presses(self, name: str) -> None:
        self.page.get_by_role("button", name=name).click()

    def comes_by(self, link: Locator) -> None:
        """To another page, whose scripts have run: before, its buttons and fields do nothing."""
        link.click()
        self.page.wait_for_load_state()

    def waits_until(self, text: str | re.Pattern[str]) -> None:
        """Opens the page where they are again until it says so: what the worker does comes a moment later."""
        said = self.page.get_by_text(text).first
        for _ in range(100):
            if said.is_visible():
                return
            self.page.reload()
            self.page.wait_for_load_state("networkidle")
        raise AssertionError(f"{self.page.url} never said: {text}")

    def leaves(self) -> None:
        self.context.close()


class Staff(Person):
    def __init__(self, browser: Browser, url: str, username: str, password: str) -> None:
        super().__init__(browser, url)
        self.password = password
        self.goes_to("/admin/login/")
        self.page.fill("[name=username]", username)
        self.page.fill("[name=password]", password)
        self.presses("Sign in")
        expect(self.page.get_by_role("navigation", name="Main menu")).to_be_visible()


class CaseOfficer(Staff):
    def opens_a_file(
        self,
        number: str,
        needs: list[tuple[str, str]],
        given: str,
        ends: str,
        locales: tuple[str, ...] = ("en",),
        channels: tuple[str, ...] = ("site_api",),
    ) -> str:
        """Returns the file's opaque name. Ends at the person's card, which is offered at once."""
        self.goes_to("/admin/case-files/new/")
        page = self.page
        page.locator("[name=case_number]").fill(number)
        page.locator("[name=currency]").select_option("USD")
        for index, (category, amount) in enumerate(needs):
            self.presses("Add Need")
            page.locator(f"[name=needs-{index}-category]").select_option(label=category)
            page.locator(f"[name=needs-{index}-amount]").fill(amount)
        page.locator("[name=consent-explained_by]").fill("A colleague")
        page.locator("[name=consent-under_18]").select_option("no")
        self.ticks("locales", locales)
        self.ticks("channels", channels)
        self.dates_consent(given, ends)
        self.presses("Open the file")
        page.wait_for_url("**/card/")
        return re.search(r"File \w{4}", page.inner_text("h1"))[0]

    def ticks(self, field: str, values: tuple[str, ...]) -> None:
        """Exactly these of the consent's boxes."""
        for box in self.page.locator(f"[name=consent-{field}]").all():
            box.set_checked(box.get_attribute("value") in values)

    def dates_consent(self, given: str, ends: str) -> None:
        for name, day in {"given_on": given, "expires_on": ends}.items():
            self.page.locator(f"[name=consent-{name}]").fill(day)
            # The calendar that opened over the form.
            self.page.keyboard.press("Escape")

    def makes_the_card(self, reached_at: str) -> str:
        """From the card's own screen, where opening the file led. Returns the number printed on it."""
        self.page.locator("[name=contact]").fill(reached_at)
        self.presses("Make the card")
        return self.page.locator(".code strong").inner_text()

    def finds(self, number: str) -> None:
        self.goes_to("/admin/case-files/")
        self.page.locator("[name=case_number]").fill(number)
        self.presses("Find")
        self.page.locator("[name=consent-given_on]").wait_for()

    def saves_the_file(self) -> None:
        self.presses("Save")
        expect(self.page.get_by_text("What is public stays as it was signed.")).to_be_visible()

    def is_phoned(self, told: str) -> None:
        """Types what is read out and stops where one press is left."""
        self.page.get_by_role("link", name="Withdraw", exact=True).click()
        self.page.locator("[name=told]").fill(told)
        self.presses("Find")
        self.page.get_by_role("button", name="Withdraw now").wait_for()

    def withdraws(self, number: str, reason: str) -> None:
        self.finds(number)
        self.page.get_by_role("link", name="Withdraw consent").click()
        self.page.locator("[name=reason]").fill(reason)
        self.presses("Withdraw now")
        expect(self.page.get_by_text("Consent is withdrawn")).to_be_visible()

    def reads_the_receipt(self) -> dict[str, tuple[str, str]]:
        """What was done → when, and more. Opens it again until nothing waits."""
        self.page.wait_for_url("**/receipt/")
        self.waits_until("All of it is done")
        rows = self.page.locator("table.listing tbody tr").all()
        cells = [row.locator("th, td").all_inner_texts() for row in rows]
        return {what: (at, more) for what, at, more in cells}


class Editor(Staff):
    def writes(
        self,
        file: str,
        alias: str,
        summary: str,
        origin: str,
        milestones: list[Milestone],
        exploitation: str = "Fishing",
    ) -> None:
        self.starts_a_case_page()
        page = self.page
        page.locator("[name=title]").fill(alias)
        page.locator("[name=case_file]").select_option(label=self.option(file))
        page.locator("[name=age_band]").select_option(label="35–44")
        page.locator("[name=summary]").fill(summary)
        page.get_by_label(exploitation, exact=True).check()
        self.picks_area(page.locator("[role=combobox]:visible").last, origin)
        page.locator("[name=period_from]").fill("2019")
        page.locator("[name=period_to]").fill("2021")
        page.get_by_role("tab", name="Journey").click()
        for index, milestone in enumerate(milestones):
            self.adds(index, milestone)

    def explores_the_cases(self, language: str = "English") -> None:
        self.goes_to("/admin/pages/")
        row = self.page.get_by_role("row").filter(has_text="Case index").filter(has_text=language)
        self.comes_by(row.get_by_role("link", name="Explore child pages"))

    def starts_a_case_page(self) -> None:
        self.explores_the_cases()
        self.comes_by(self.page.get_by_role("link", name="Add child page").first)
        self.page.locator("[name=title]").wait_for()

    def option(self, file: str) -> str:
        options = self.page.locator("[name=case_file] option").all_inner_texts()
        return next(text for text in options if text.startswith(file))

    def adds(self, index: int, milestone: Milestone) -> None:
        page = self.page
        page.locator("button[title='Insert a block']:visible").last.click()
        field = f"[name=milestones-{index}-value-%s]"
        page.locator(field % "stage").select_option(label=milestone.stage)
        page.locator(field % "heading").fill(milestone.heading)
        page.locator(field % "narrative").fill(milestone.narrative)
        self.picks_area(page.locator("[role=combobox]:visible").last, milestone.area)
        page.locator(field % "period").fill(milestone.period)
        page.locator(field % "under_18").select_option(label=milestone.under_18)

    def picks_area(self, box, name: str) -> None:
        box.fill(name)
        self.page.locator("[role=option]:visible", has_text=name).first.wait_for()
        box.press("ArrowDown")
        box.press("Enter")

    def sees_the_preview(self):
        """The live preview in the editor's side panel."""
        self.page.get_by_role("button", name="Toggle preview").click()
        return self.page.locator("iframe[title='Preview']").last.content_frame

    def opens(self, alias: str, language: str = "English") -> None:
        self.explores_the_cases(language)
        self.comes_by(self.page.get_by_role("link", name=alias).first)
        self.page.locator("[name=summary]").wait_for()

    def copies_for_translation(self, language: str) -> None:
        """The list of cases with the stories in it, in one more language."""
        self.goes_to("/admin/pages/")
        self.comes_by(self.page.get_by_role("link", name="Cases", exact=True).first)
        self.page.get_by_role("button", name="Actions").first.click()
        self.page.get_by_role("link", name="Translate").click()
        self.page.get_by_label(language).check()
        self.page.locator("[name=include_subtree]").check()
        self.presses("Submit")
        expect(self.page.get_by_text("successfully created").first).to_be_visible()

    def translates(self, alias: str, language: str, summary: str, told: list[tuple[str, str]]) -> None:
        self.opens(alias, language)
        page = self.page
        page.locator("[name=summary]").fill(summary)
        page.get_by_role("tab", name="Journey").click()
        for index, (heading, narrative) in enumerate(told):
            page.locator(f"[name=milestones-{index}-value-heading]").fill(heading)
            # The form saves itself, soon after what was typed.
            with page.expect_response(lambda answer: answer.request.method == "POST"):
                page.locator(f"[name=milestones-{index}-value-narrative]").fill(narrative)

    def saves(self) -> None:
        """By the button, or by the form itself, which may be at it already and then hears no press."""
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            self.presses("More actions")
            self.presses("Save draft")
        self.page.wait_for_load_state()

    def submits(self) -> None:
        self.presses("Submit to Privacy review")
        self.page.get_by_text("it waits for privacy review").first.wait_for()


PASSWORD = "#sign-section input[type=password]:visible"


class Reviewer(Staff):
    def opens(self, alias: str) -> None:
        self.goes_to("/admin/privacy-desk/")
        self.comes_by(self.page.get_by_role("link", name=re.compile(alias)).first)
        self.page.locator("#candidate-digest").wait_for()

    def public_view(self):
        return self.page.frame_locator("iframe[title='As the public would see it']")

    def reads_the_digest(self) -> str:
        return self.page.locator("#candidate-digest").inner_text()

    def reads_the_raw_bytes(self) -> str:
        return self.page.locator("#candidate-bytes").inner_text()

    def answers(self, worse_off: str) -> bool:
        """Returns whether she was asked who she is, which she is where she said it more than minutes ago."""
        self.page.wait_for_load_state()
        for box in self.page.locator("#sign-section input[type=checkbox]:visible").all():
            box.check()
        self.page.locator(f"[name=worse_off][value={worse_off}]").check()
        passwords = self.page.locator(PASSWORD).all()
        for field in passwords:
            field.fill(self.password)
        self.page.get_by_role("button", name="Sign", exact=True).click()
        return bool(passwords)

    def refuses_to_sign_what_could_leave_anyone_worse_off(self) -> None:
        self.answers("yes")
        expect(self.page.get_by_text("it is not published").first).to_be_visible()

    def signs(self, says: str = "Signed and released: it is public now.") -> None:
        signed = self.page.get_by_text(says)
        if not self.answers("no"):
            # Those minutes may have ended while she read: then she is asked now.
            expect(signed.or_(self.page.locator(PASSWORD)).first).to_be_visible()
            if self.page.locator(PASSWORD).count():
                self.answers("no")
        expect(signed).to_be_visible()

    def signs_first_of_two(self) -> None:
        self.signs("Signed. It waits for another privacy reviewer's signature.")

    def recalls(self, alias: str, language: str, reason: str, *, everything: bool = False) -> None:
        """From the list of what is in public."""
        self.goes_to("/admin/privacy-desk/released/")
        row = self.page.get_by_role("row").filter(has_text=alias).filter(has_text=language)
        row.get_by_role("link", name=alias).click()
        self.page.locator(f"[name=scope][value={'everything' if everything else 'one'}]").check()
        self.page.locator("[name=reason]").fill(reason)
        self.presses("Recall now")
        expect(self.page.get_by_text("Recalled: it is gone from all public places.")).to_be_visible()

    def opens_the_concern(self, alias: str) -> None:
        self.page.get_by_role("link", name="Privacy concerns").first.click()
        self.page.get_by_role("link", name=alias).first.click()
        self.page.locator("#concern-section, #panel-concern-section").first.wait_for()

    def returns(self, reason: str) -> None:
        self.page.locator("[name=reason]").fill(reason)
        self.presses("Return to the author")
        self.page.wait_for_url("**/privacy-desk/")


class Donor(Person):
    def gives(self, alias: str, amount: str, email: str, card: str = "4242 4242 4242 4242") -> None:
        """From the home page to the provider's page and back."""
        self.goes_to("/en/")
        self.page.get_by_role("link", name=alias).first.click()
        self.page.get_by_role("link", name="Give").first.click()
        self.asks_to_give(amount)
        self.pays(email, card)

    def headings_of_the_list(self) -> list[str]:
        return self.page.locator("ol li[id^=step] h3").all_inner_texts()

    def headings_followed_icon_by_icon(self, count: int) -> list[str]:
        """Press each icon on the map in turn; the narrative it leads to is the one the address names."""
        followed = []
        for number in range(1, count + 1):
            self.page.locator(f"svg a[href='#step-{number}']").first.click()
            followed.append(self.page.locator(f"#step-{number} h3").inner_text())
            expect(self.page).to_have_url(re.compile(f"#step-{number}$"))
        return followed

    def asks_to_give(self, amount: str) -> None:
        self.page.get_by_label("Another amount").check()
        self.page.locator("[name=other]").fill(amount)
        self.presses("Continue to payment")

    def finds_the_payment_over(self) -> None:
        """On the provider's page, which was open all the while: no card is taken there any more."""
        self.waits_until("No money was taken.")

    def tells_of_a_concern(self, text: str, contact: str) -> None:
        """From the foot of the story they read."""
        self.page.get_by_role("link", name="Report a privacy concern").click()
        # As fast as people type: what is sent faster is taken for a machine's.
        self.page.get_by_label("What worries you").press_sequentially(text, delay=80)
        self.page.get_by_label("How we can reach you").fill(contact)
        self.presses("Send")
        expect(self.page.get_by_role("heading", name="Your message was sent")).to_be_visible()

    def pays(self, email: str, card: str) -> None:
        fills_in_the_card(self.page, email, card)


def fills_in_the_card(page: Page, email: str, card: str, expiry: str = "12 / 50") -> None:
    """On the provider's page, where the front end leads after a moment."""
    page.get_by_label("Card number").wait_for(timeout=60_000)
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Card number").fill(card)
    page.get_by_label("Expiry").fill(expiry)
    page.get_by_label("Security code").fill("123")
    page.get_by_label("Name on card").fill("A Donor")
    page.get_by_role("button", name=re.compile("^(Donate|Subscribe)")).click()


def barriers(page: Page, **of: Any) -> list[tuple[str, list[str]]]:
    """What axe finds in a page as it is; `of` are its own options, as what to leave out.

    Somebody who came by a key sees it before its styles and scripts have come.
    """
    page.wait_for_load_state()
    found = Axe().run(page, **of).response["violations"]
    return [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]


@contextmanager
def staying(person: Person):
    try:
        yield person
        assert person.outside == [], "a browser asked somebody outside"
    finally:
        person.leaves()
