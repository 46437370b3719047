"""Ways that are no attack of this suite, and why. `test_not_here` asks that nothing is there to attack."""

NOT_HERE = {
    "R18": "Search promotions are not installed, and `check` refuses them. What is typed into our search is "
    "kept in no table.",
    "R21": "No browsable API and no page of an error with its variables: REST framework is not installed, "
    "DEBUG is off in the settings that serve, and `check --deploy` refuses it.",
}
