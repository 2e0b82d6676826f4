using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// A JSON file of budgets: <c>{"name":{"calls":…,"window":seconds,"spent":[[ticks,calls]…]}…}</c>. Replaced as a whole, so that a crash
/// leaves the old one or the new one and nothing between. A reader or writer must hold its lock. Not thread-safe.
/// </summary>
internal sealed class QuotaFile(string path)
{
    /// <summary>Budgets that are kept; of more, those last spent from longest ago are dropped.</summary>
    public const int MaxBudgets = 256;

    private const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Where a file is put that cannot be read.</summary>
    public string Aside => path + ".unreadable";

    /// <summary>Holds every other process off until disposed; null while another one is at it.</summary>
    /// <exception cref="IOException">It cannot be locked.</exception>
    public FileStream? TryLock()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path + ".lock"))
        {
            return null;
        }
    }

    /// <summary>What it holds; nothing where there is no file.</summary>
    /// <exception cref="JsonException">It is no such file.</exception>
    public Dictionary<string, (TimeSpan Window, SpentWindow Spent)> Read()
    {
        var budgets = new Dictionary<string, (TimeSpan, SpentWindow)>(StringComparer.Ordinal);
        if (!File.Exists(path))
        {
            return budgets;
        }

        if (new FileInfo(path).Length > MaxBytes)
        {
            throw new JsonException("It is too large.");
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (var budget in json.RootElement.EnumerateObject())
            {
                var spent = new SpentWindow();
                spent.Restore(budget.Value.GetProperty("spent").EnumerateArray().Select(row => new SpentCalls(
                    new DateTimeOffset(row[0].GetInt64(), TimeSpan.Zero), row[1].GetInt32())));
                budgets[budget.Name] = (TimeSpan.FromSeconds(budget.Value.GetProperty("window").GetDouble()), spent);
            }
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException or OverflowException or IndexOutOfRangeException)
        {
            throw new JsonException("It is no file of budgets.", wrong);
        }

        return budgets;
    }

    /// <summary>Replaces what it holds, but for what no longer counts.</summary>
    /// <exception cref="IOException">It cannot be written; what it held stays.</exception>
    public void Write(Dictionary<string, (TimeSpan Window, SpentWindow Spent)> budgets, DateTimeOffset now)
    {
        foreach (var (window, spent) in budgets.Values)
        {
            spent.Forget(window, now);
        }

        var next = path + ".next";
        using (var file = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            using (var json = new Utf8JsonWriter(file))
            {
                json.WriteStartObject();
                foreach (var (name, (window, spent)) in budgets.Where(budget => budget.Value.Spent.Spent.Count > 0)
                    .OrderByDescending(budget => budget.Value.Spent.Spent[^1].Since).Take(MaxBudgets))
                {
                    Write(json, name, window, spent);
                }

                json.WriteEndObject();
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }

    private static void Write(Utf8JsonWriter json, string name, TimeSpan window, SpentWindow spent)
    {
        json.WriteStartObject(name);
        json.WriteNumber("window", window.TotalSeconds);
        json.WriteStartArray("spent");
        foreach (var row in spent.Spent)
        {
            json.WriteStartArray();
            json.WriteNumberValue(row.Since.UtcTicks);
            json.WriteNumberValue(row.Calls);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
