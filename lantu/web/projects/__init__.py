"""The project file: the list, the one file of a project with its single time line, the search."""
