using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Transformers;

/// <summary>Changes the objects of a build.</summary>
internal interface ITransformer
{
    void Transform(ResourceSet resources);
}
