"""The seam: schemas of the tables that flow between rooms, and the engine they are computed on.

In: Arrow tables that match a schema. Out: Arrow tables that match a schema, computed by named steps
written once as Ibis expressions. It may know terms, and no other room; no Django, no network, no clock.
"""
