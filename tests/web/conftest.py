from tests.web.site import browser, opened_demonstration, site, visit

__all__ = ("browser", "opened_demonstration", "site", "visit")
