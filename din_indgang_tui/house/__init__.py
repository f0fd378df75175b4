"""The work of the house, one module a part, each whole: dataclasses, rules, SQL, use cases."""
