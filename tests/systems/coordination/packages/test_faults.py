from lantu.systems.coordination.packages.faults import PackageFault, PackageRefused, fault


def test_a_refusal_names_every_fault_with_its_row_and_column():
    faults = [
        fault(PackageFault.CELL_MISSING, 3, "拟定用途"),
        fault(PackageFault.TWICE, 4, "项目名称", other=2),
        fault(PackageFault.EMPTY),
    ]
    said = str(PackageRefused(faults)).splitlines()
    assert said[0] == "共 3 处问题，一行都没有导入："
    assert said[1] == "第 3 行“拟定用途”：没有填写，请补填。"
    assert said[2].startswith("第 4 行“项目名称”：与第 2 行")
    assert said[3] == "整个文件：没有一行内容。"
