"""The demo city: generated plan layers and red lines inside Zhengzhou's boundary, marked 演示."""

from datetime import date

TODAY = date(2019, 9, 2)  # a demo city lives in the weeks after the notice came out
