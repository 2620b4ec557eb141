"""The demo city: generated plan layers and red lines inside Zhengzhou's boundary, marked 演示."""
