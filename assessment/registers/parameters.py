"""What the parameters of the addresses of assessment mean, beside those of the register."""

from dutylist.rest.described import name_parameters
from items.register import parameters  # noqa: F401 (names them)

name_parameters(township="单位的12位代码", year="年度")
