using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Scanning;

/// <summary>Tells values that stand in connection strings (ADO.NET, ODBC, libpq, JDBC, Redis, Azure) from other values.</summary>
internal static class ConnectionString
{
    /// <summary>How far from a password the other settings are looked for.</summary>
    private const int Reach = 200;

    private static readonly string[] Settings =
    [
        "server=", "data source=", "datasource=", "host=", "hostname=", "addr=", "endpoint=", "accountname=",
        "user id=", "userid=", "uid=", "user=", "username=", "initial catalog=", "database=", "dbname=", "driver=",
        "dsn=", "sharedaccesskeyname=",
        "defaultendpointsprotocol=", "jdbc:", "ssl=", "abortconnect=",
    ];

    private static readonly string[] Clauses = ["set", "where", "and", "or", "on"];

    /// <summary>Whether a value stands in a connection string; its end is then moved to where such a value ends.</summary>
    public static bool TryExtend(string text, int start, int end, ref NamedValue value)
    {
        if (value.Form != ValueForm.Bare || text[value.Start - 1] != '=')
            return false;
        int before = value.NameStart - 1;
        while (before > start && text[before] == ' ')
            before--;
        char separator = before >= start ? text[before] : ' ';
        if (value.Start < value.NameEnd || value.End - value.Start < 4)
            return false;
        bool isSeparated = separator is ';' or ',' or '&' or '?' || (value.End < end && text[value.End] is ';' or ',') || before < value.NameStart - 1;
        if (!isSeparated
            || !HasSetting(text, Math.Max(start, value.NameStart - Reach), value.NameStart)
                && !HasSetting(text, value.End, Math.Min(end, value.End + Reach)))
            return false;
        if (IsStatement(text, start, before) || CodeValue.IsCall(text.Substring(value.Start, value.End - value.Start)))
        {
            value = value with { End = value.Start };
            return true;
        }
        if (separator == ';')
        {
            int at = value.End;
            while (at < end && text[at] is not (';' or '"' or '\'' or '\n' or '\r' or '<' or '\\' or '`' or ' '))
                at++;
            value = value with { End = at };
        }
        if (IsInBraces(text, end, value))
            value = value with { Start = value.Start + 1, End = text[value.End - 1] == '}' ? value.End - 1 : value.End };
        value = value with { Form = separator is '&' or '?' ? ValueForm.Quoted : ValueForm.Certain };
        return true;
    }

    /// <summary>ODBC's and JDBC's way to write values with signs in them, unless the braces hold a name that is filled in.</summary>
    private static bool IsInBraces(string text, int end, in NamedValue value) =>
        text[value.Start] == '{'
        && value.End - value.Start > 4
        && (text[value.End - 1] == '}' || (value.End < end && text[value.End] == '}'))
        && !LetterPairs.AreWordy(text, value.Start + 1, value.End);

    /// <summary>Whether the word before a name makes it a column of a statement in SQL.</summary>
    private static bool IsStatement(string text, int start, int before)
    {
        foreach (string word in Clauses)
            if (before - word.Length + 1 > start
                && string.Compare(text, before - word.Length + 1, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
                && !char.IsLetter(text[before - word.Length]))
                return true;
        return false;
    }

    private static bool HasSetting(string text, int start, int end)
    {
        int line = text.LastIndexOfAny(['\n', '\r'], Math.Max(0, end - 1), Math.Max(0, end - start));
        int from = line >= start && end > start ? line + 1 : start;
        for (int i = from + 1; i < end; i++)
            if (text[i] is '=' or ':' && EndsWithSetting(text, from, i + 1))
                return true;
        return false;
    }

    private static bool EndsWithSetting(string text, int start, int end)
    {
        char last = (char)(text[end - 2] | 0x20);
        foreach (string setting in Settings)
            if (setting[setting.Length - 2] == last
                && end - start >= setting.Length
                && string.Compare(
                    text, end - setting.Length, setting, 0, setting.Length, StringComparison.OrdinalIgnoreCase) == 0)
                return true;
        return false;
    }
}
