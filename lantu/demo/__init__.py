"""The demo city: generated plan layers and red lines inside Zhengzhou's boundary, marked 演示."""

from datetime import date

# The demo lives in the weeks after the notice; its clock starts here.
TODAY = date(2019, 9, 2)
