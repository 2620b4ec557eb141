from lantu.geo.formats.confinement import Confinement
from lantu.geo.formats.exchange_request import Request, decode_request, encode_request
from tests.geo.formats.samples import LIMITS


def test_a_request_comes_back_as_it_went():
    request = Request("/a/红线.txt", "红线.txt", LIMITS, "gb18030", Confinement(cpu_seconds=3))
    assert decode_request(encode_request(request)) == request
