from tests.systems.blueprint.test_versions import published_again
from tests.town import INITIATOR

__all__ = ("published_again",)


def test_two_versions_are_laid_side_by_side(enter, published_again):
    words = enter("parks").get("/blueprint/compare/", {"layer": "wetland"}).content.decode()
    assert "第 1 号与第 2 号对比" in words
    assert 'id="divide"' in words


def test_a_layer_with_one_version_says_so_and_a_hidden_one_is_not_there(enter):
    client = enter(INITIATOR)
    words = client.get("/blueprint/compare/", {"layer": "railway"}).content.decode()
    assert "只发布过一个版本" in words
    assert client.get("/blueprint/compare/", {"layer": "gas_supply"}).status_code == 404
