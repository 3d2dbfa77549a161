"""Open data of Japanese public bodies: known CSV profiles as data, and what makes their cells usable.

Nothing in here knows a model. A feature says in ``apps.ready()`` what it does with the rows of one kind
(``registry``); the command ``import_open_data`` brings file, profile and importer together (``importing``).
"""
