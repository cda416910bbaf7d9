"""Reading for pages: records of one workspace as frozen shapes, in a fixed number of queries. Decides nothing."""
