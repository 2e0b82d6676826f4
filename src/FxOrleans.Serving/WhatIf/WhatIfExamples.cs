namespace FxOrleans.Serving.WhatIf;

/// <summary>Examples for the API's description.</summary>
internal static class WhatIfExamples
{
    public const string Id = "4f1c0ad7c7d14b6f9c2e55aa";

    public const string Request = """{"from":"2026-09-29T00:00:00Z","to":"2026-09-30T00:00:00Z","pairs":["USD/EUR"],"policy":{"quorum":3}}""";

    public const string Queued = $$"""
        {"id":"{{Id}}","state":"queued","progress":0,"from":"2026-09-29T00:00:00Z","to":"2026-09-30T00:00:00Z","pairs":["USD/EUR"],"policy":{"quorum":"3"},"result":null,"error":null}
        """;

    public const string Done = $$$"""
        {"id":"{{{Id}}}","state":"done","progress":1,"from":"2026-09-29T00:00:00Z","to":"2026-09-30T00:00:00Z","pairs":["USD/EUR"],"policy":{"quorum":"3"},
         "result":{"markets":1,"compared":86211,"different":1690,"moved":2,
          "basis_points":{"p50":0.041,"p95":0.116,"p99":0.116,"worst":[{"pair":"USD/EUR","epoch":1795302042974,"sequence":211,"timestamp":"2026-09-29T12:00:00.513Z","published":0.86142,"other":0.86143,"basis_points":0.116,"changes":["mid","spread","confidence"]}]},
          "faults":{"outlier":{"gained":0,"lost":3}},"disputed":{"gained":0,"lost":0},"quorate":{"before":1,"after":0.981204},"firm":{"before":0.997412,"after":0.978903},"missing":0,"unfaithful":0},
         "error":null}
        """;
}
