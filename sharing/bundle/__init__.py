"""The bundle (保存用アーカイブ): the lessons of one scope in one signed file.

    door ─ rendering ─ sign-off ─► collected ─► pages, JSON, SQLite ─► manifest, signed ─► zip
                                                                        verify, match ◄──┘

It opens without the program: pages in a browser, tables in SQLite, JSON in anything.
"""
