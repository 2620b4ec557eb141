"""蓝图 Lantu: the working system of a city that follows Zhengzhou's notice 郑政办〔2019〕50号."""

__version__ = "0.1.0.dev0"
