namespace FxOrleans.Serving.Receipts;

/// <summary>Examples for the API's description.</summary>
internal static class ReceiptExamples
{
    public const string Id = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";

    public const string Request = """{"from":"USD","to":"EUR"}""";

    public const string Receipt = $$$"""
        {"id":"{{{Id}}}","receipt":"eyJhbGciOiJFUzI1NiJ9.eyJ2IjoiZnhyLzEifQ.c2ln",
         "price":{"from":"USD","to":"EUR","price":0.86142,"timestamp":"2026-09-29T12:00:00.513Z","bid":0.86141,"ask":0.86143,"confidence":0.00001,"status":"live","sources":2,"via":[],"simulated":false,"epoch":1795302042974,"sequence":211,"usage":"firm"}}
        """;

    public const string Keys = """
        {"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
         "use":"sig","alg":"ES256","kid":"oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U","nbf":1795302042,"exp":1953068442}]}
        """;
}
