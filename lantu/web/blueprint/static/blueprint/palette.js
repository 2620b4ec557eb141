// How layers look: the standards' colours for uses of land, and each line in the colour of its name.
(() => {
  "use strict";
  const LINES = {
    road_red_line: "#d6303a", water_blue_line: "#1f78c8", heritage_purple_line: "#8a3ab0",
    greening_green_line: "#2c9440", infrastructure_yellow_line: "#b99000", public_facility_orange_line: "#e07b1a",
    ecological_redline: "#b0202a", permanent_basic_farmland: "#b28a00", prohibited_zone: "#7d3c1e", mandatory_content: "#a3306e",
    development_boundary: "#4a5fb5", railway: "#4d4d4d", transport_infrastructure: "#8c6d62", water_conservancy: "#2a8fbd",
    forest_land: "#3a7d2c", wetland: "#2b8f8a", heritage_protection: "#7a4aa0", green_space_plan: "#57a639",
    observation_environment: "#5a7d9a", power_facilities: "#a04000", district_base: "#7f8c8d",
    environmental_protection: "#3f8f6b", archaeology_surveyed: "#9b7a4a", key_projects: "#c0508a", land_supply: "#b06a2c",
  };
  // Codes of the survey of land and of urban planning begin with what they are.
  const SURVEY = {
    "01": "#fbe9a0", "02": "#d9cf77", "03": "#9fd09a", "04": "#cfe6a8", "05": "#f2a49c", "06": "#c6a07d", "07": "#f8e58c",
    "08": "#f3b3d0", "09": "#d9b3c9", "10": "#cfcfcf", "11": "#a9d3f2", "12": "#e4ded0",
  };
  const PLANNED = { R: "#fbe98a", A: "#f3a9cb", B: "#ee8a80", M: "#c39b78", W: "#b9a0d0", S: "#cdcdcd", T: "#c4c4c4", U: "#9cc5dc", G: "#93cf8d", H: "#dcc9a5", C: "#f3a9cb", E: "#cfe8df" };
  const ZONES = { 允许建设区: "#f6b9a0", 有条件建设区: "#f7dd9b", 限制建设区: "#d8e8b0", 禁止建设区: "#9ccf9a" };
  const SURFACES = new Set(["land_use_plan", "land_status", "urban_rural_plan", "regulatory_plan"]);
  const SPARE = ["#7a8793", "#8d7b6a", "#6a8d86", "#86709a", "#9a7070", "#70809a"];

  const colour = (key, name) => {
    if (key === "land_use_plan") return ZONES[name] || "#dddddd";
    if (key === "land_status") return SURVEY[(name || "").slice(0, 2)] || "#dddddd";
    if (key === "urban_rural_plan" || key === "regulatory_plan") return PLANNED[(name || "").charAt(0)] || "#dddddd";
    if (LINES[key]) return LINES[key];
    let sum = 0;
    for (const letter of key) sum += letter.charCodeAt(0);
    return SPARE[sum % SPARE.length];
  };
  const clear = (hex, opacity) => `rgba(${parseInt(hex.slice(1, 3), 16)}, ${parseInt(hex.slice(3, 5), 16)}, ${parseInt(hex.slice(5, 7), 16)}, ${opacity})`;
  const legend = {
    land_use_plan: Object.entries(ZONES),
    land_status: [["耕地", "#fbe9a0"], ["园地", "#d9cf77"], ["林地", "#9fd09a"], ["草地", "#cfe6a8"], ["商服", "#f2a49c"], ["工矿", "#c6a07d"], ["住宅", "#f8e58c"], ["公共管理", "#f3b3d0"], ["交通", "#cfcfcf"], ["水域", "#a9d3f2"], ["其他", "#e4ded0"]],
    regulatory_plan: [["居住 R", PLANNED.R], ["公共 A", PLANNED.A], ["商业 B", PLANNED.B], ["工业 M", PLANNED.M], ["物流 W", PLANNED.W], ["道路 S", PLANNED.S], ["公用 U", PLANNED.U], ["绿地 G", PLANNED.G]],
  };
  legend.urban_rural_plan = legend.regulatory_plan;
  window.LantuPalette = {
    colour, clear, legend,
    isSurface: (key) => SURFACES.has(key),
    swatch: (key) => (SURFACES.has(key) ? { fill: legend[key][0][1], line: "#8a8a8a" } : { fill: clear(colour(key, ""), 0.22), line: colour(key, "") }),
  };
})();
