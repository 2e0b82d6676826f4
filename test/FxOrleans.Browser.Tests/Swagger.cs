using System.Globalization;
using System.Text.RegularExpressions;

namespace FxOrleans.Browser.Tests;

/// <summary>The API's own page, as somebody uses it.</summary>
internal static partial class Swagger
{
    private const string Operation = "#operations-Rates-convert";

    /// <summary>Sends the example of <c>/convert</c> as it stands, with a key where one is asked for, and returns the answer's status.</summary>
    public static async Task<int> ConvertAsync(OpenedPage opened, string? key)
    {
        var page = opened.Page;
        if (key is not null)
        {
            await page.ClickAsync(".btn.authorize");
            await page.Locator(".auth-container input").First.FillAsync(key);
            await page.Locator(".auth-btn-wrapper button.authorize").First.ClickAsync();
            await page.ClickAsync(".btn-done");
        }

        await page.ClickAsync($"{Operation} .opblock-summary-control");
        await page.ClickAsync($"{Operation} .try-out__btn");
        await page.ClickAsync($"{Operation} .execute");
        var answer = page.Locator($"{Operation} .live-responses-table .response-col_status").Last;
        await OpenedPage.UntilAsync(async () => await answer.CountAsync() > 0 && Status().IsMatch(await answer.InnerTextAsync()), "the request is answered");
        return int.Parse(Status().Match(await answer.InnerTextAsync()).Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("[1-5][0-9]{2}")]
    private static partial Regex Status();
}
