using System.Text;

namespace ContainerSecurity.Compare.Data;

/// <summary>Writes texts as applications carry them: scripts, settings, tables, logs, prose. None holds a secret.</summary>
internal sealed class TextGenerator(Dice dice)
{
    private static readonly string[] Words =
    [
        "order", "customer", "invoice", "shipment", "product", "basket", "payment", "review", "warehouse", "supplier", "account", "address",
        "amount", "archive", "balance", "batch", "branch", "cache", "channel", "client", "code", "column", "comment", "connection", "content",
        "context", "country", "currency", "date", "default", "detail", "device", "event", "field", "filter", "format", "group", "header",
        "history", "index", "input", "item", "key", "label", "language", "layout", "level", "limit", "list", "locale", "location", "manager",
        "message", "method", "module", "name", "network", "number", "object", "option", "output", "owner", "package", "page", "parameter",
        "password", "path", "period", "policy", "price", "process", "profile", "project", "property", "queue", "range", "record", "region",
        "report", "request", "resource", "response", "result", "role", "route", "rule", "schema", "scope", "secret", "section", "server",
        "service", "session", "setting", "status", "storage", "string", "style", "table", "template", "test", "text", "theme", "time", "token",
        "type", "update", "user", "value", "version", "view", "window", "worker", "zone",
    ];

    /// <summary>The endings of the files that it writes.</summary>
    public static IReadOnlyList<string> Endings { get; } = ["js", "json", "csv", "log", "md"];

    /// <summary>A text of about so many bytes, in the style of an ending.</summary>
    public byte[] Write(string ending, int size)
    {
        var text = new StringBuilder(size + 200);
        while (text.Length < size)
            AddLine(text, ending);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private void AddLine(StringBuilder text, string ending)
    {
        _ = ending switch
        {
            "js" => text.Append($"  const {Word()}{Capital()} = this.{Word()}.find{Capital()}")
                .Append($"({Word()} => {Word()}.{Word()} === '{Word()}-{Number()}');\n"),
            "json" => text.Append($"  {{\"{Word()}\": \"{Word()} {Word()}\", \"{Word()}{Capital()}\": {Number()}, \"{Word()}\": [{Number()}, {Number()}]}},\n"),
            "csv" => text.Append($"{Number()};{Word()};{Word()} {Word()};{Number()}.{dice.Between(10, 99)};2026-{dice.Between(10, 12)}-{dice.Between(10, 28)}\n"),
            "log" => text.Append($"2026-11-{dice.Between(10, 30)}T{dice.Between(10, 23)}:{dice.Between(10, 59)}:02Z {dice.Of("info", "warn", "debug")} ")
                .Append($"{Word()}.{Word()} {Word()}={Number()} took {dice.Between(1, 999)} ms, trace {dice.Hex(16)}\n"),
            _ => Prose(text),
        };
    }

    private StringBuilder Prose(StringBuilder text)
    {
        text.Append("The ");
        for (int words = dice.Between(8, 16); words > 0; words--)
            text.Append(Word()).Append(dice.Percent(30) ? " of the " : " ");
        return text.Append("is kept.\n");
    }

    private string Word() => Words[dice.Between(0, Words.Length - 1)];

    private string Capital() => char.ToUpperInvariant(Word()[0]) + Word()[1..];

    private int Number() => dice.Between(1, 99_999);
}
