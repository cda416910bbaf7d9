"""What may be wrong in one file of a pack: the file, what stands in it, and the complaint."""

WORDS = 'paragraphs = ["{greeting}, a line."]'

CASES = {
    "a number too small": (
        "guards.toml",
        "[caps]\ngap_days = -3",
        "guards.toml: caps.gap_days: must be 1 or more, is -3",
    ),
    "text for a number": (
        "guards.toml",
        '[caps]\ngap_days = "28"',
        'guards.toml: caps.gap_days: must be a whole number, is "28"',
    ),
    "true for a number": (
        "guards.toml",
        "[caps]\ngap_days = true",
        "guards.toml: caps.gap_days: must be a whole number, is true",
    ),
    "a share above one": (
        "guards.toml",
        "[caps]\nopt_out_rate = 1.2",
        "guards.toml: caps.opt_out_rate: must be 1 or less, is 1.2",
    ),
    "a share that is no number": (
        "timing.toml",
        '[priors.new.budget."*"]\nback_share = nan',
        "timing.toml: priors.new.budget.*.back_share: must be a number, is NaN",
    ),
    "an unknown key of a part": (
        "reasons.toml",
        '[reasons.timing]\nangel = "a typing error"',
        "reasons.toml: reasons.timing.angel: is not a key here; allowed are label, phrase, control, default_verdict, "
        "angle, how, icon; did you mean angle?",
    ),
    "an unknown section": (
        "reasons.toml",
        '[reason.timing]\nlabel = "Time"',
        "reasons.toml: reason: is not a key here; allowed are reasons, verdicts, sources; did you mean reasons?",
    ),
    "a section in the wrong file": (
        "plays.toml",
        "[caps]\ngap_days = 28",
        "plays.toml: caps: belongs in guards.toml",
    ),
    "a file that no pack has": (
        "word.toml",
        "",
        "word.toml: is not a file of a pack; those are pack.toml, reasons.toml, timing.toml, plays.toml, words.toml, "
        "assets.toml, guards.toml",
    ),
    "a file that is not TOML": (
        "guards.toml",
        "[caps\n",
        "guards.toml: cannot be read as TOML: Expected ']' at the end of a table declaration (at line 1, column 6)",
    ),
    "a reason nobody knows": (
        "reasons.toml",
        '[reasons.weather]\nlabel = "Rain"',
        "reasons.toml: reasons.weather: must be one of timing, budget, price, product_gap, competitor_fit, "
        "contract_or_gpo, product_quality, service, access_or_level, wrong_stakeholder, buy_in, not_understood, "
        'not_qualified, silence, other, is "weather"',
    ),
    "a verdict nobody knows": (
        "reasons.toml",
        '[reasons.timing]\ndefault_verdict = "later"',
        "reasons.toml: reasons.timing.default_verdict: must be one of not_now, chose_other, no_decision, no, "
        'unqualified, unknown, is "later"',
    ),
    "going back to a no": (
        "reasons.toml",
        "[verdicts.no]\nrevisit = true",
        "reasons.toml: verdicts.no.revisit: must be false: somebody who said no is left alone",
    ),
    "an empty text": (
        "reasons.toml",
        '[reasons.timing]\nphrase = " "',
        "reasons.toml: reasons.timing.phrase: must not be empty",
    ),
    "a shape that does not exist": (
        "timing.toml",
        '[priors.new.budget."*"]\nshape = "spring"',
        "timing.toml: priors.new.budget.*.shape: must be one of flat_year, flat_60_240, asked_to_wait, budget_season, "
        "price_90_270, disappointment_6_12_months, contract_clock, hiring_rounds, first_year_of_the_hire, is spring",
    ),
    "shares that do not add up": (
        "timing.toml",
        "[shapes.budget_season]\nsteps = [[0, 26, 0.3], [26, 52, 0.6]]",
        "timing.toml: shapes.budget_season.steps: the shares must add up to 1, they add up to 0.9",
    ),
    "steps that overlap": (
        "timing.toml",
        "[shapes.budget_season]\nsteps = [[0, 27, 0.4], [26, 52, 0.6]]",
        "timing.toml: shapes.budget_season.steps: steps must not overlap",
    ),
    "a step that runs backwards": (
        "timing.toml",
        "[shapes.budget_season]\nsteps = [[9, 9, 0.4], [26, 52, 0.6]]",
        "timing.toml: shapes.budget_season.steps: each step must end after the week it begins in",
    ),
    "more returns than a verdict leaves over": (
        "timing.toml",
        "[priors.new.timing]\nnot_now = { back_share = 0.8 }",
        "timing.toml: priors.new.timing.not_now.back_share: must be 0.65 or less, since verdicts.not_now.never_share "
        "is 0.35; is 0.8 (or name a prior for not_now)",
    ),
    "a prior that names nothing": (
        "timing.toml",
        '[priors.new."*"]\n"*" = { back_share = 0.1, win_if_back = 0.1, pseudo_deals = 10, shape = "flat_year", '
        'basis = "assumption" }',
        "timing.toml: priors.new.*.*: must name the reason or the verdict",
    ),
    "a bump nobody knows": (
        "timing.toml",
        '[bumps.full_moon]\nlog_lift = 1.0\nsd_days = 2\nbasis = "hope"',
        "timing.toml: bumps.full_moon: must be one of promised, contract_end, fiscal_start, someone_new, "
        "champion_moved, contract_ends, recall, shipped_feature, budget_season, panel_talk, published, award, other, "
        'is "full_moon"',
    ),
    "a play nobody knows": (
        "words.toml",
        f'[words.nudge.mail."*"]\nsubject = "S"\n{WORDS}',
        "words.toml: words.nudge: must be one of inbound, promised, check_in, value_touch, debrief_ask, "
        'permission_ask, closing_note, presence, hello, is "nudge"',
    ),
    "a channel without words": (
        "plays.toml",
        "[plays.hello]\nchannels = { mail = 2, message = 1, linkedin = 1, event = 10, visit = 5 }",
        "words.toml: words.hello.visit.*: is missing; plays.hello.channels uses visit, so it needs words for any "
        "reason",
    ),
    "words for a channel that is not used": (
        "words.toml",
        f'[words.hello.visit."*"]\n{WORDS}',
        "words.toml: words.hello.visit: has words, but plays.hello.channels does not use visit",
    ),
    "a merge field nobody knows": (
        "words.toml",
        '[words.hello.message."*"]\nparagraphs = ["{greeting}, how is {pet_name}?"]',
        "words.toml: words.hello.message.*: {pet_name} is not a merge field; allowed are greeting, first_name, "
        "account, product, asset_title, asset_summary, promise_words, quote, reason_phrase, incumbent, "
        "contract_month, lost_month, signal_words, member_name, company",
    ),
    "a brace left open": (
        "words.toml",
        '[words.hello.message."*"]\nparagraphs = ["{greeting, hello."]',
        "words.toml: words.hello.message.*: {greeting, is not a merge field; allowed are greeting, first_name, "
        "account, product, asset_title, asset_summary, promise_words, quote, reason_phrase, incumbent, "
        "contract_month, lost_month, signal_words, member_name, company",
    ),
    "mail without a subject": (
        "words.toml",
        f"[words.hello.mail.price]\n{WORDS}",
        "words.toml: words.hello.mail.price.subject: is missing; mail needs one",
    ),
    "a subject on a call": (
        "words.toml",
        f'[words.check_in.call.price]\nsubject = "S"\n{WORDS}',
        "words.toml: words.check_in.call.price.subject: is for mail only",
    ),
    "a subject that may be left without its field": (
        "words.toml",
        f'[words.hello.mail.price]\nsubject = "About {{incumbent}}"\n{WORDS}',
        "words.toml: words.hello.mail.price.subject: cannot use {incumbent}, which may be missing; allowed are "
        "account, first_name, greeting, member_name",
    ),
    "words that run on": (
        "words.toml",
        f'[words.hello.message."*"]\nparagraphs = ["{"word " * 61}"]',
        "words.toml: words.hello.message.*: must have 60 words or fewer, has 61",
    ),
    "a thing of value that is not named": (
        "words.toml",
        f"[words.value_touch.call.price]\n{WORDS}",
        "words.toml: words.value_touch.call.price: must name {asset_title}, since plays.value_touch.needs_asset is "
        "true",
    ),
    "an asset for a reason nobody knows": (
        "assets.toml",
        '[assets.page]\ntitle = "A page"\nsummary = "One page"\nkind = "study"\nreasons = ["weather"]\nroles = ["*"]',
        "assets.toml: assets.page.reasons.0: must be one of timing, budget, price, product_gap, competitor_fit, "
        "contract_or_gpo, product_quality, service, access_or_level, wrong_stakeholder, buy_in, not_understood, "
        'not_qualified, silence, other, is "weather"',
    ),
    "an asset for a role nobody knows": (
        "assets.toml",
        '[assets.page]\ntitle = "A page"\nsummary = "One page"\nkind = "study"\nreasons = ["price"]\nroles = ["boss"]',
        "assets.toml: assets.page.roles.0: must be one of champion, economic_buyer, clinical_user, evaluator, "
        'procurement, blocker, hiring_manager, recruiter, peer, unknown, or * for any, is "boss"',
    ),
    "an asset that expires twice": (
        "assets.toml",
        "[assets.tested]\nexpires_on = 2027-03-31",
        "assets.toml: assets.tested: must have expires_on or expires_days, not both",
    ),
    "an unknown place more lenient than a known one": (
        "guards.toml",
        '[rules."*"]\nvisit = { needs = "none", rule = "By hand", source = "me" }\n'
        '[rules.DE]\nvisit = { needs = "relation", implied_days = 30, rule = "By hand", source = "me" }',
        "guards.toml: rules.*.visit: must be at least as strict as rules.DE.visit, since an unknown place gets the "
        "strictest rule",
    ),
    "a relation that fades later where nothing is known": (
        "guards.toml",
        '[rules.DE]\nvisit = { needs = "relation", implied_days = 30, rule = "By hand", source = "me" }',
        "guards.toml: rules.*.visit: must be at least as strict as rules.DE.visit, since an unknown place gets the "
        "strictest rule",
    ),
    "days for a rule that knows none": (
        "guards.toml",
        '[rules.DK]\nvisit = { needs = "none", implied_days = 30, rule = "By hand", source = "me" }',
        'guards.toml: rules.DK.visit.implied_days: is only for needs = "relation", here needs is none',
    ),
    "an unknown place that is not the strictest": (
        "guards.toml",
        '[rules.DE]\nvisit = { needs = "express", rule = "Ask", source = "me" }',
        "guards.toml: rules.*.visit: must be at least as strict as rules.DE.visit, since an unknown place gets the "
        "strictest rule",
    ),
    "a call to anybody anywhere": (
        "guards.toml",
        '[rules."*"]\ncall = { needs = "none", rule = "Call", source = "me" }',
        'guards.toml: rules.*.call: must need "relation" or "express", since the place is not known',
    ),
    "a relation that never fades": (
        "guards.toml",
        '[rules.DK]\nvisit = { needs = "relation", rule = "Ask", source = "me" }',
        "guards.toml: rules.DK.visit.implied_days: is missing; a relation fades, say after how many days",
    ),
    "a place that is no country": (
        "guards.toml",
        '[rules.Germany]\nvisit = { needs = "none", rule = "Ask", source = "me" }',
        "guards.toml: rules.Germany: must be a country code of two capital letters, such as DE, or * for the rest, "
        'is "Germany"',
    ),
    "a rule without its source": (
        "guards.toml",
        '[rules.DK]\nvisit = { needs = "none", rule = "By hand" }',
        "guards.toml: rules.DK.visit.source: is missing",
    ),
    "hours that end before they begin": (
        "guards.toml",
        '[places.DE]\ncall_weekdays = ["18:00-09:00"]',
        'guards.toml: places.DE.call_weekdays.0: must end after they begin, is "18:00-09:00"',
    ),
    "hours nobody can read": (
        "guards.toml",
        '[places.DE]\ncall_sunday = ["9 to 5"]',
        'guards.toml: places.DE.call_sunday.0: must be hours of a day such as 08:00-21:00, is "9 to 5"',
    ),
    "a clock that is none": (
        "guards.toml",
        '[places.DE]\nzones = ["Europe/Bonn"]',
        'guards.toml: places.DE.zones.0: must be a time zone such as Europe/Berlin, is "Europe/Bonn"',
    ),
    "a review that is no day": (
        "guards.toml",
        '[places.DE]\nreview_on = "soon"',
        'guards.toml: places.DE.review_on: must be a date such as 2027-03-31, is "soon"',
    ),
    "a place without a day to read it again": (
        "guards.toml",
        '[places.DK]\ncall_weekdays = ["10:00-17:00"]\ncall_saturday = []\ncall_sunday = []\nzones = []\n'
        'opt_out_days = 0\nproven = true\nsource = "me"',
        "guards.toml: places.DK.review_on: is missing",
    ),
    "fewer calling hours than where nothing is known": (
        "guards.toml",
        '[places.DE]\ncall_weekdays = ["11:00-17:00"]',
        "guards.toml: places.*.call_weekdays: must lie within places.DE.call_weekdays, since an unknown place gets the "
        "strictest",
    ),
    "somebody forgotten earlier than where nothing is known": (
        "guards.toml",
        "[places.DE]\nkeep_days = 365",
        "guards.toml: places.*.keep_days: must be 365 or less, as places.DE.keep_days is, since an unknown place gets "
        "the strictest",
    ),
    "a duty the unknown place does not have": (
        "guards.toml",
        '[rules.DE]\nvisit = { needs = "none", duties = ["screen"], rule = "By hand", source = "me" }',
        "guards.toml: rules.*.visit.duties: must hold screen, as rules.DE.visit.duties does, since an unknown place "
        "gets the strictest",
    ),
    "a relation of sole traders that never fades": (
        "guards.toml",
        '[rules.DE]\ncall = { needs = "none", individual_needs = "relation", duties = [], rule = "No", source = "me" }',
        "guards.toml: rules.DE.call.individual_days: is missing; a relation fades, say after how many days",
    ),
    "a smaller gift than where nothing is known": (
        "guards.toml",
        '[gifts.DE]\nitem_minor = 10\nrule = "Small"\nsource = "me"',
        "guards.toml: gifts.*.item_minor: must be 10 or less, as gifts.DE.item_minor is, since an unknown place gets "
        "the strictest",
    ),
    "a part of a country nobody knows": (
        "guards.toml",
        '[gifts.US-ZZ]\nrule = "Any"\nsource = "me"',
        "guards.toml: gifts.US-ZZ: is a part of a country that regions.US-ZZ does not name",
    ),
    "fewer contacts a year than a quarter": (
        "guards.toml",
        "[caps]\nper_year = 1",
        "guards.toml: caps.per_year: must be caps.per_quarter (2) or more, is 1",
    ),
    "a debrief that ends before it begins": (
        "guards.toml",
        "[caps]\ndebrief_to_days = 2",
        "guards.toml: caps.debrief_to_days: must be more than caps.debrief_from_days (2), is 2",
    ),
    "a table where a list belongs": (
        "guards.toml",
        "holidays = { DE = true }",
        'guards.toml: holidays: must be a list, is {"DE": true}',
    ),
}
