"""The 19 criteria: for each an item that must be caught, and its neighbours that must not."""

import pytest

from questions.generator.criteria import CRITERIA, FULLY, PARTLY, judge
from questions.generator.wording import ABSOLUTE

STEM = "A 34-year-old woman has had fever for 3 days. She takes a drug for arthritis. Her neck is not stiff."
ASKED = "Which of the following drugs is the most likely cause?"
DRUGS = ("Adalimumab", "Anakinra", "Etanercept", "Methotrexate", "Tocilizumab")


def item(stem=STEM, lead_in=ASKED, options=DRUGS, key=0, marked=None):
    right = {key} if marked is None else set(marked)
    return {
        "stem": stem,
        "lead_in": lead_in,
        "options": [{"text": text, "correct": place in right} for place, text in enumerate(options)],
    }


def of(*options, key=0, **more):
    return item(options=options, key=key, **more)


CAUGHT = [
    ("ambiguous-information", of("Fever, chills", "Chills, fever", "Cough", "Rash", "Thirst", key=2)),
    ("ambiguous-information", of("Aspirin and/or heparin", *DRUGS[1:])),
    ("ambiguous-information", item(lead_in="Which drug is the likely cause? Which test is needed?")),
    (
        "ambiguous-information",
        of("No fever", *DRUGS[1:], lead_in="Which of these findings is not expected?", key=2),
    ),
    ("implausible-distractors", of("Adalimumab", "Anakinra", "N/A", "Methotrexate", "Tocilizumab")),
    ("implausible-distractors", of("Adalimumab", "-", "Etanercept")),
    ("implausible-distractors", of("20 mg", "As much as is borne", "Half a tablet", "Nothing", "Two tablets")),
    ("implausible-distractors", of("Adalimumab", "Etanercept")),
    ("none-of-the-above", of(*DRUGS[:4], "None of the above")),
    ("none-of-the-above", of(*DRUGS[:4], "None of these.", key=4)),
    ("none-of-the-above", of(*DRUGS[:4], "None")),
    ("longest-answer-correct", of("Adalimumab, which blocks tumor necrosis factor", *DRUGS[1:])),
    ("gratuitous-information", item(stem="She has a cough and feels tired and cold. " * 23)),
    ("gratuitous-information", item(stem=f"{STEM} Her neck is not stiff.")),
    ("gratuitous-information", item(lead_in="Which of the following drugs inhibits interleukin-6?")),
    ("true-false", item(lead_in="Which of the following statements about adalimumab is true?")),
    ("true-false", item(lead_in="Regarding this patient, which of the following is correct?")),
    ("true-false", of("True", "False")),
    (
        "convergence-cues",
        of("Fever and cough", "Fever and rash", "Thirst and cough", "Headache", "Fever and itching"),
    ),
    ("logical-cues", of("Hyperkalemia", "Hypokalemia", "Anemia", "Fever", "Rash")),
    ("logical-cues", of("Rash", "Decreased renin", "Increased renin", "Itching", "Fever", key=2)),
    ("logical-cues", of("Fever of arthritis", "Fever of malaria", "Gout", "Arthritis of a knee", "Itching")),
    ("all-of-the-above", of(*DRUGS[:4], "All of the above")),
    ("all-of-the-above", of(*DRUGS[:4], "All of these options", key=4)),
    ("fill-in-the-blank", item(lead_in="The most likely cause is ____.")),
    ("fill-in-the-blank", item(lead_in="The most likely cause of this fever is ...")),
    ("fill-in-the-blank", item(stem="The fever of a patient is caused by ____ of the hypothalamus.")),
    ("absolute-terms", of("Always a fever", "Cough", "Rash", "Thirst", "Weakness", key=1)),
    ("absolute-terms", item(lead_in="Which of the following drugs must be avoided?")),
    ("word-repeats", of("Septic arthritis", "Gout", "Influenza", "Malaria", "Tuberculosis")),
    ("unfocused-stem", item(lead_in="")),
    ("unfocused-stem", item(lead_in="Which one?")),
    ("unfocused-stem", item(lead_in="Regarding adalimumab in this patient:")),
    ("unfocused-stem", item(lead_in="Which of the following is most appropriate?")),
    ("complex-k-type", of("A and C", *DRUGS[1:])),
    ("complex-k-type", of("1, 2, and 3 only", "1 and 3", "2 and 4", "4 only", "1, 2, 3, and 4")),
    ("complex-k-type", of(*DRUGS[:4], "Both of the above")),
    ("complex-k-type", of("I and III", "II", "III", "I", "II and III")),
    ("grammatical-cues", item(lead_in="The most likely cause is an", options=("Infection", *DRUGS[3:], "Fever"))),
    ("grammatical-cues", of("Giving fluids.", "Heparin", "Oxygen", "Rest")),
    ("grammatical-cues", of("To give fluids", "Heparin", "Oxygen", "Rest")),
    ("grammatical-cues", of("The liver", "Heart", "Kidney", "Lung")),
    ("lost-sequence", of("5 mg", "20 mg", "10 mg", "40 mg", "80 mg")),
    ("lost-sequence", of("3 weeks", "6 days", "2 months", "1 year", "10 minutes")),
    ("vague-terms", of("Fever that is often high", "Cough", "Rash", "Thirst", "Weakness", key=1)),
    ("vague-terms", item(lead_in="Which of the following drugs may be the cause of this fever?")),
    ("more-than-one-correct", item(marked=(0, 3))),
    ("more-than-one-correct", item(marked=())),
    ("more-than-one-correct", of("Pulmonary hypertension", "Hypertension", "Gout", "Rash")),
    ("negative-stem", item(lead_in="Each of the following drugs is a likely cause EXCEPT:")),
    ("negative-stem", item(lead_in="Which of the following drugs is not a likely cause of this fever?")),
    ("negative-stem", item(lead_in="Which of these drugs isn’t a likely cause?")),
    ("negative-stem", item(lead_in="Which of the following drugs is the least likely cause?")),
]

PASSED = [
    (
        "ambiguous-information",
        of("Low renin, high aldosterone", "High renin, low aldosterone", "Rash and itching"),
    ),
    ("ambiguous-information", of("↑ renin, ↓ aldosterone", "↓ renin, ↑ aldosterone", "Rash and itching")),
    ("ambiguous-information", of("HBsAg +", "HBsAg -", "< 5 mg", "> 5 mg")),
    ("ambiguous-information", of("No further treatment", *DRUGS[1:])),
    ("implausible-distractors", of("5 mg", "10 mg", "20 mg", "40 mg", "80 mg")),
    ("implausible-distractors", of("6-Mercaptopurine", *DRUGS[1:3], "5-Aminosalicylic acid", "Tocilizumab")),
    ("none-of-the-above", of("Propafenone", "Noneczematous rash", "None of her current drugs", *DRUGS[2:])),
    ("longest-answer-correct", of("Methotrexate", "Adalimumab", "Anakinra", "Etanercept", "Tocilizumab")),
    ("longest-answer-correct", of("1250 mg", "5 mg", "10 mg", "20 mg", "50 mg")),
    ("longest-answer-correct", of("Fever", "Fever of unknown cause in a traveler", "Cough", "Rash", "Thirst")),
    ("gratuitous-information", item(lead_in="Which of the following is the most likely diagnosis?")),
    ("gratuitous-information", item(stem="", lead_in="Which of the following drugs inhibits interleukin-6?")),
    ("true-false", item(lead_in="Which of the following is the most appropriate statement to this patient?")),
    ("true-false", item(lead_in="Which of the following tests is most likely false-positive in this patient?")),
    ("convergence-cues", of("Hepatitis B surface antigen and core antibody", "Urinalysis", "X-ray", "ECG", "MRI")),
    (
        "convergence-cues",
        of("Fever and cough", "Rash and itching", "Thirst and fatigue", "Headache and nausea", "Fever and rash"),
    ),
    ("logical-cues", of("Hyperkalemia", "Hypokalemia", "Hypernatremia", "Hyponatremia", "Rash")),
    ("logical-cues", of("Anemia", "Hyperkalemia", "Hypokalemia", "Fever", "Rash")),
    ("logical-cues", of("Hypertension", "Hypothyroidism", "Anemia", "Cough", "Rash")),
    ("all-of-the-above", of("Allopurinol", "All-trans retinoic acid", "T-cell ALL", "All of the colon", "Rash")),
    ("fill-in-the-blank", item(lead_in="The cause of this fever... is most likely which of the following?")),
    ("absolute-terms", of("Allopurinol", "All-trans retinoic acid", "Propafenone", "T-cell ALL", "Bone marrow")),
    ("absolute-terms", item(lead_in="All of the following drugs are likely causes EXCEPT:")),
    ("absolute-terms", of(*DRUGS[:4], "None of the above")),
    ("absolute-terms", item(stem=f"{STEM} She has never smoked, and all pulses are normal.")),
    ("word-repeats", of("Septic arthritis", "Gouty arthritis", "Influenza", "Malaria", "Tuberculosis")),
    ("unfocused-stem", item()),
    ("complex-k-type", of("Hepatitis A and B vaccines", "Vitamins A and D", "Types I and III", *DRUGS[3:])),
    ("complex-k-type", of("1", "2", "3", "4", "5")),
    ("grammatical-cues", item(lead_in="The most likely cause is an", options=("Infection", "Abscess", "Ulcer"))),
    ("grammatical-cues", item(lead_in="The most likely cause is a(n)", options=("Infection", "Fever", "Ulcer"))),
    ("lost-sequence", of("6 days", "3 weeks", "2 months", "1 year", "10 years")),
    ("lost-sequence", of("80 mg", "40 mg", "20 mg", "10 mg", "5 mg")),
    ("lost-sequence", of("500 mcg", "1 mg", "20 mg", "1 g", "2 g")),
    ("lost-sequence", of("1, 2, and 3", "1 and 3", "2 and 4", "4 only", "1 only")),
    ("lost-sequence", of("Rash", "Anemia", "Fever", "Cough", "Thirst")),
    ("vague-terms", of("Mayaro virus", "Rarefied bone", "General anesthesia", "Cough", "Rash")),
    ("more-than-one-correct", of("Hypertension", "Pulmonary hypertension", "Gout", "Rash")),
    ("more-than-one-correct", of("No hypertension", "Hypertension", "Gout", "Rash")),
    ("more-than-one-correct", of("I and III", "II", "III", "I", "II and III")),
    ("negative-stem", item()),
    ("negative-stem", item(lead_in="Which of the following drugs was most likely given at least twice?")),
    ("negative-stem", of("Notalgia", "Fever, not rash", "Cough", "Gout", "Itching")),
]


def test_there_are_nineteen_each_with_a_name_and_how_it_is_judged():
    assert len(CRITERIA) == 19
    for criterion in CRITERIA.values():
        assert criterion.title and criterion.how.endswith(".") and criterion.judged in (FULLY, PARTLY)


@pytest.mark.parametrize(("slug", "flawed"), CAUGHT, ids=[f"{slug}-{n}" for n, (slug, _) in enumerate(CAUGHT)])
def test_a_flaw_is_caught_with_its_evidence(slug, flawed):
    assert judge(flawed).get(slug)


@pytest.mark.parametrize(("slug", "sound"), PASSED, ids=[f"{slug}-{n}" for n, (slug, _) in enumerate(PASSED)])
def test_what_only_looks_like_a_flaw_is_not_caught(slug, sound):
    assert CRITERIA[slug].evidence(sound) is None


def test_every_criterion_has_an_item_on_both_sides():
    assert {slug for slug, _ in CAUGHT} == {slug for slug, _ in PASSED} == CRITERIA.keys()


def test_an_item_without_a_flaw_shows_none_of_the_nineteen():
    assert judge(item()) == {}


@pytest.mark.parametrize("word", ABSOLUTE)
def test_an_absolute_word_counts_wherever_it_stands_alone(word):
    assert CRITERIA["absolute-terms"].evidence(of(f"Fever {word}", *DRUGS[1:]))


def test_the_evidence_names_the_option():
    assert judge(of(*DRUGS[:4], "None of the above"))["none-of-the-above"] == 'option E: "None of the above"'


def test_the_nineteen_hold_for_any_number_of_options():
    for count in (2, 3, 26):
        judge(of(*(f"Finding {chr(97 + n)}" for n in range(count))))
