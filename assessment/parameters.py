"""What the parameters of the addresses of assessment mean."""

from dutylist.rest.described import name_parameters

name_parameters(township="单位的12位代码", year="年度")
