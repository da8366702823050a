using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Code;

/// <summary>A file of source code with secrets that a compiler's analyzer found in it: what a value is given to, only the language tells.</summary>
/// <param name="file">The file; without its text, since it is not searched again.</param>
/// <param name="secrets">The secrets.</param>
public sealed class SourceCode(SourceFile file, IReadOnlyList<SecretPlace> secrets)
    : Resource(RootOf(file ?? throw new ArgumentNullException(nameof(file))), "Code", Field<string>.Known(file.Path), RootOf(file).Map("labels"))
{
    /// <summary>The secrets that the analyzer found.</summary>
    public IReadOnlyList<SecretPlace> Secrets { get; } = secrets ?? throw new ArgumentNullException(nameof(secrets));

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }

    private static NodeView RootOf(SourceFile file) => new(new MappingNode(file, SourceSpan.FileStart, []));
}
