namespace ContainerSecurity.Resources.Images.Inspectors;

/// <summary>Reads the users out of <c>/etc/passwd</c>, as a <see cref="UserList"/>.</summary>
internal sealed class UserInspector : ILayerInspector
{
    private readonly TextBeginning text = new(64 * 1024);

    public long? Wants(LayerFile file) => file.Path == "etc/passwd" && file.Size > 0 && file.Size <= text.Length ? text.Length : null;

    public async Task<LayerFile?> InspectAsync(LayerFile file, Stream content, CancellationToken cancellationToken) =>
        await text.ReadAsync(content, cancellationToken).ConfigureAwait(false) is { } users ? file.With(UserList.Read(users)) : null;
}
