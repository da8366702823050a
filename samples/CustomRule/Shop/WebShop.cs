using k8s.Models;

namespace Shop;

/// <summary>Deployment code: Acme's rule warns at the label, the catalogue's at the image.</summary>
internal static class WebShop
{
    public static V1Pod Create() => new()
    {
        Metadata = new V1ObjectMeta { Name = "web", Labels = new Dictionary<string, string> { ["team"] = "web" } },
        Spec = new V1PodSpec { Containers = [new V1Container { Name = "web", Image = "registry.example.com/shop/web:latest" }] },
    };
}
