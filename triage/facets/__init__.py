"""A case coded into facets (契機、原因、設備…), each code with the words that support it."""
