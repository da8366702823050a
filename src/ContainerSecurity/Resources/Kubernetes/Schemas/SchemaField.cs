namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>A field of an object of the Kubernetes API, and how Go writes it.</summary>
internal sealed class SchemaField
{
    private const string Marks = "!*@?";

    /// <summary>Reads a field of the table: its name, its type and its marks.</summary>
    public SchemaField(string text)
    {
        int equals = text.IndexOf('=');
        Name = text.Substring(0, equals);
        int end = text.Length;
        while (Marks.IndexOf(text[end - 1]) >= 0)
            end--;
        string marks = text.Substring(end);
        Type = FieldType.Parse(text.Substring(equals + 1, end - equals - 1));
        IsAlwaysWritten = marks.IndexOf('!') >= 0;
        IsPointer = marks.IndexOf('*') >= 0;
        IsValue = marks.IndexOf('@') >= 0;
    }

    public string Name { get; }

    public FieldType Type { get; }

    /// <summary>Whether the field is written though it is empty: it has no <c>omitempty</c>.</summary>
    public bool IsAlwaysWritten { get; }

    /// <summary>Whether a scalar that is zero is kept where it is given.</summary>
    public bool IsPointer { get; }

    /// <summary>Whether an object is written though nothing of it is given.</summary>
    public bool IsValue { get; }
}
