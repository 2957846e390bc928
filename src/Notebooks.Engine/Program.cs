using Notebooks.Engine.Protocol;

return await SessionServer.RunAsync();
