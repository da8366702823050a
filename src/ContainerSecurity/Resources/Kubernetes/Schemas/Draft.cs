using System.Globalization;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>A value of an object while the object is decoded and completed.</summary>
internal abstract class Draft(SourceFile file, SourceSpan place)
{
    public SourceFile File { get; } = file;

    /// <summary>The region where the value is written; that of the nearest value around it where it is written nowhere.</summary>
    public SourceSpan Place { get; } = place;

    /// <summary>Whether the value is written nowhere.</summary>
    public bool IsImplied { get; init; }

    /// <summary>The text of a scalar; null for other values, and where it is not known.</summary>
    public virtual string? Text => null;

    /// <summary>A scalar that is written nowhere.</summary>
    public static DraftLeaf Implied(Draft near, string text, FieldType type)
    {
        bool isPlain = type.Shape is FieldShape.Integer or FieldShape.Boolean or FieldShape.Number || IsInteger(text, type);
        return new DraftLeaf(new ScalarNode(near.File, near.Place, text, isPlain ? ScalarStyle.Plain : ScalarStyle.Quoted) { IsImplied = true });
    }

    /// <summary>A value that is there though it is written nowhere, and is not known.</summary>
    public static DraftLeaf ImpliedUnknown(Draft near) => new(new UnknownNode(near.File, near.Place) { IsImplied = true, IsPresent = true });

    private static bool IsInteger(string text, FieldType type) =>
        type.Shape == FieldShape.IntegerOrText && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}
