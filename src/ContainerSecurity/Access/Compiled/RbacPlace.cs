using ContainerSecurity.Documents;

namespace ContainerSecurity.Access.Compiled;

/// <summary>A place in a source whose text and document are let go.</summary>
/// <param name="File">The source; null where the thing was never written.</param>
/// <param name="Span">The region.</param>
/// <param name="Root">The path of the object within the source.</param>
/// <param name="Key">The list within the object; empty for the object itself.</param>
/// <param name="Index">The number within the list.</param>
internal readonly record struct RbacPlace(SourceFile? File, SourceSpan Span, string Root, string Key, int Index)
{
    public DocumentLocation? ToLocation()
    {
        if (File is null)
            return null;
        string path = Key.Length == 0 ? Root : $"{Root}{(Root.Length > 0 ? "." : "")}{Key}[{Index}]";
        return new DocumentLocation(File, Span, path);
    }
}
