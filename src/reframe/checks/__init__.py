"""The rules at work: each check looks at a résumé with everything recognised in it and yields spots."""
