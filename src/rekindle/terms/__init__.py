"""The words all rooms share.

In: nothing. Out: enumerations, ids and small value types that every other room uses under the same names.
It may know the standard library only (and the library that makes UUIDv7 ids).
"""
