using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Images.Registries;

/// <summary>Answers the challenges of one registry, and keeps the answer for the next requests.</summary>
internal sealed class RegistryTokens(
    string registry,
    bool isPlain,
    RegistryOptions options,
    Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send)
{
    private const int MaxAnswer = 1024 * 1024;
    private readonly ConcurrentDictionary<string, AuthenticationHeaderValue> headers = new();

    /// <summary>What to send along with the first request for a repository; null where nothing was asked for yet.</summary>
    public AuthenticationHeaderValue? Known(string scope) => headers.GetValueOrDefault(scope);

    public void Forget(string scope) => headers.TryRemove(scope, out _);

    /// <summary>What a challenge asks for; null where nothing can be sent.</summary>
    public async Task<AuthenticationHeaderValue?> AnswerAsync(AuthenticationChallenge challenge, string scope, CancellationToken cancellationToken)
    {
        RegistryCredential? credential = options.Credentials is null
            ? null
            : await options.Credentials.FindAsync(registry, cancellationToken).ConfigureAwait(false);
        AuthenticationHeaderValue? header = challenge.IsBearer
            ? new AuthenticationHeaderValue("Bearer", await FetchTokenAsync(challenge, credential, scope, cancellationToken).ConfigureAwait(false))
            : credential is { IsIdentityToken: false } ? Basic(credential) : null;
        if (header is not null)
            headers[scope] = header;
        return header;
    }

    private static AuthenticationHeaderValue Basic(RegistryCredential credential) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.User}:{credential.Secret}")));

    private async Task<string> FetchTokenAsync(
        AuthenticationChallenge challenge, RegistryCredential? credential, string scope, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(challenge.Realm, UriKind.Absolute, out Uri? realm)
            || !(realm.Scheme == Uri.UriSchemeHttps
                || (realm.Scheme == Uri.UriSchemeHttp
                    && isPlain
                    && registry.StartsWith(realm.Host, StringComparison.OrdinalIgnoreCase))))
            throw new ImageReadException(
                ImageReadFailure.Unauthorized,
                $"The registry {registry} sends to '{challenge.Realm}' for a token; credentials go to https addresses only.");
        using HttpRequestMessage request = credential is { IsIdentityToken: true }
            ? Exchange(realm, challenge, credential, challenge.Scope ?? scope)
            : Ask(realm, challenge, credential, challenge.Scope ?? scope);
        using HttpResponseMessage response = await send(request, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            throw new ImageReadException(
                ImageReadFailure.Unauthorized,
                $"{realm.Host} gives no token for {registry}: {(int)response.StatusCode} {response.ReasonPhrase}.");
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        byte[] json = await BlobDigest.ReadAllAsync(body, MaxAnswer, realm.Host, cancellationToken).ConfigureAwait(false);
        return new DocumentReader().Read(json, json.Length, "token.json").Documents is [MappingNode answer]
                && (answer["token"] ?? answer["access_token"]) is ScalarNode { Text.Length: > 0 } token
            ? token.Text
            : throw new ImageReadException(ImageReadFailure.Unauthorized, $"{realm.Host} answers without a token for {registry}.");
    }

    private static HttpRequestMessage Ask(Uri realm, AuthenticationChallenge challenge, RegistryCredential? credential, string scope)
    {
        string query = $"scope={Uri.EscapeDataString(scope)}" + (challenge.Service is null ? "" : $"&service={Uri.EscapeDataString(challenge.Service)}");
        var address = new UriBuilder(realm) { Query = realm.Query.Length > 1 ? $"{realm.Query[1..]}&{query}" : query };
        var request = new HttpRequestMessage(HttpMethod.Get, address.Uri);
        request.Headers.Authorization = credential is null ? null : Basic(credential);
        return request;
    }

    private static HttpRequestMessage Exchange(
        Uri realm,
        AuthenticationChallenge challenge,
        RegistryCredential credential,
        string scope) => new(HttpMethod.Post, realm)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = credential.Secret,
                ["client_id"] = "containersecurity",
                ["service"] = challenge.Service ?? "",
                ["scope"] = scope,
            }),
        };
}
