using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Transformers;

/// <summary>Several transformers that are one.</summary>
internal sealed class TransformerChain(IReadOnlyList<ITransformer> transformers) : ITransformer
{
    public void Transform(ResourceSet resources)
    {
        foreach (ITransformer transformer in transformers)
            transformer.Transform(resources);
    }
}
