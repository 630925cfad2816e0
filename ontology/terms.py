"""The ontology's terms as constants, so that a misspelt term is an error before anything runs.

Python names are the terms' own; hyphens become underscores, and a Python keyword gets one at
its end. The Turtle file says what each term means.

>>> neg.Position
'https://w3id.org/detente/ns#Position'
>>> code.red_line
'https://w3id.org/detente/code/red-line'
"""

# ruff: noqa: N801, N815 - the names are the vocabulary's own

from typing import Final

NEG: Final = "https://w3id.org/detente/ns#"
CODE: Final = "https://w3id.org/detente/code/"


class neg:
    """Classes and properties."""

    Document: Final = NEG + "Document"
    Passage: Final = NEG + "Passage"
    Statement: Final = NEG + "Statement"
    Negotiation: Final = NEG + "Negotiation"
    Party: Final = NEG + "Party"
    Issue: Final = NEG + "Issue"
    Option: Final = NEG + "Option"
    Position: Final = NEG + "Position"
    Condition: Final = NEG + "Condition"
    Claim: Final = NEG + "Claim"
    Event: Final = NEG + "Event"
    Code: Final = NEG + "Code"

    principal: Final = NEG + "principal"
    inNegotiation: Final = NEG + "inNegotiation"
    capability: Final = NEG + "capability"
    scale: Final = NEG + "scale"
    optionOf: Final = NEG + "optionOf"
    scaleValue: Final = NEG + "scaleValue"
    performer: Final = NEG + "performer"
    affects: Final = NEG + "affects"
    entails: Final = NEG + "entails"
    incompatibleWith: Final = NEG + "incompatibleWith"
    holder: Final = NEG + "holder"
    onIssue: Final = NEG + "onIssue"
    option: Final = NEG + "option"
    value: Final = NEG + "value"
    act: Final = NEG + "act"
    firmness: Final = NEG + "firmness"
    status: Final = NEG + "status"
    continuity: Final = NEG + "continuity"
    addressee: Final = NEG + "addressee"
    subjectTo: Final = NEG + "subjectTo"
    conditionParty: Final = NEG + "conditionParty"
    conditionOption: Final = NEG + "conditionOption"
    rationale: Final = NEG + "rationale"
    validFrom: Final = NEG + "validFrom"
    validUntil: Final = NEG + "validUntil"
    supersedes: Final = NEG + "supersedes"
    salience: Final = NEG + "salience"
    evidencedBy: Final = NEG + "evidencedBy"
    passage: Final = NEG + "passage"
    confidence: Final = NEG + "confidence"
    speaker: Final = NEG + "speaker"
    onBehalfOf: Final = NEG + "onBehalfOf"
    speechMode: Final = NEG + "speechMode"
    madeDuring: Final = NEG + "madeDuring"
    hedge: Final = NEG + "hedge"
    timeExpression: Final = NEG + "timeExpression"
    said: Final = NEG + "said"
    recorded: Final = NEG + "recorded"
    sameEventAs: Final = NEG + "sameEventAs"
    claimKind: Final = NEG + "claimKind"
    contradicts: Final = NEG + "contradicts"
    plover: Final = NEG + "plover"
    cameo: Final = NEG + "cameo"


class code:
    """Code lists, and the values of each."""

    act: Final = CODE + "act"
    firmness: Final = CODE + "firmness"
    status: Final = CODE + "status"
    continuity: Final = CODE + "continuity"
    speech: Final = CODE + "speech"
    claim: Final = CODE + "claim"
    scale: Final = CODE + "scale"

    # act
    for_: Final = CODE + "for"
    against: Final = CODE + "against"
    exit: Final = CODE + "exit"
    silent: Final = CODE + "silent"
    demand: Final = CODE + "demand"
    propose: Final = CODE + "propose"
    offer: Final = CODE + "offer"
    accept: Final = CODE + "accept"
    commit: Final = CODE + "commit"
    concede: Final = CODE + "concede"
    refuse: Final = CODE + "refuse"
    warn: Final = CODE + "warn"
    withhold: Final = CODE + "withhold"
    not_stated: Final = CODE + "not-stated"

    # firmness
    red_line: Final = CODE + "red-line"
    insisted: Final = CODE + "insisted"
    stated: Final = CODE + "stated"
    open: Final = CODE + "open"
    hinted: Final = CODE + "hinted"

    # status
    current: Final = CODE + "current"
    superseded: Final = CODE + "superseded"
    withdrawn: Final = CODE + "withdrawn"
    lapsed: Final = CODE + "lapsed"
    occurred: Final = CODE + "occurred"
    ongoing: Final = CODE + "ongoing"
    announced: Final = CODE + "announced"
    stalled: Final = CODE + "stalled"
    claimed: Final = CODE + "claimed"

    # continuity
    reaffirmed: Final = CODE + "reaffirmed"
    softened: Final = CODE + "softened"
    hardened: Final = CODE + "hardened"
    reversed: Final = CODE + "reversed"

    # speech
    direct_quote: Final = CODE + "direct-quote"
    partial_quote: Final = CODE + "partial-quote"
    indirect: Final = CODE + "indirect"
    narrator: Final = CODE + "narrator"
    presupposed: Final = CODE + "presupposed"

    # claim
    report: Final = CODE + "report"
    assessment: Final = CODE + "assessment"
    characterisation: Final = CODE + "characterisation"
    prediction: Final = CODE + "prediction"

    # scale
    nominal: Final = CODE + "nominal"
    ordinal: Final = CODE + "ordinal"
    interval: Final = CODE + "interval"
