using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>A file of source code with secrets that a compiler's analyzer found in it: what a value is given to, only the language tells.</summary>
/// <param name="file">The file; without its text, since it is not searched again.</param>
/// <param name="secrets">The secrets.</param>
internal sealed class SourceCode(SourceFile file, IReadOnlyList<SecretPlace> secrets)
    : Resource(RootOf(file), "Code", Field<string>.Known(file.Path), RootOf(file).Map("labels"))
{
    public IReadOnlyList<SecretPlace> Secrets => secrets;

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }

    private static NodeView RootOf(SourceFile file) => new(new MappingNode(file, SourceSpan.FileStart, []));
}
