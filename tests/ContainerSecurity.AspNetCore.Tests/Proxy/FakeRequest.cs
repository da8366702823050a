namespace ContainerSecurity.AspNetCore.Tests.Proxy;

/// <summary>A request as the engine got it.</summary>
internal sealed record FakeRequest(string Head, string Body)
{
    public string Line => Head.Split(" HTTP/1.1")[0];
}
